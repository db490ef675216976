/** Folders of this package that hold its source, in the checkout as in `build/`. `claims/` is an author's. */
export const OWN_FOLDERS = [
  'core',
  'harvester',
  'schema',
  'constructs',
  'synth',
  'gitops',
  'report',
  'toolkit',
  'cli',
  'collector',
] as const;

/**
 * Whether a file is this package's own source and so never the author's, also where the program lives in a checkout of it.
 *
 * @param top - folder that holds our folders, with `/` as separator and without one at the end
 */
export function isOwnSource(path: string, top: string): boolean {
  return OWN_FOLDERS.some((folder) => path.startsWith(`${top}/${folder}/`));
}
