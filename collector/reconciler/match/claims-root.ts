/** Harvester's name of the file: what stands beside it are the claims. */
const USUAL_NAME = 'registry.yaml';

/** Folder of the claims of a registry; undefined where its name does not say that it stands beside them. */
export function claimsRoot(file: string): string | undefined {
  const folders = file.split('/');
  return folders.pop() === USUAL_NAME && folders.length > 0 ? folders.join('/') : undefined;
}
