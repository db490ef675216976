import { KUSTOMIZATION_FILES } from '../../harvester/tree/standing-tree';
import { blobObjectId } from '../../core/git/object-id';
import type { ObjectFormat, SnapshotIndex } from '../../core/snapshot';
import { buildsWithout } from '../../harvester/claim-files/standing-kustomization';
import { newKustomization } from '../../harvester/string-list';
import type { PlanReader } from './plan-reader';
import { withoutTrailing } from '../../core/trim-ends';

/**
 * Files of others in a claim's folder that cannot be parted from the claim: those that its kustomization uses, and a kustomization
 * of theirs that uses the claim. While there are any the claim can neither go nor move: what they say would be lost to the
 * cluster, or the folder could not be built.
 *
 * @param folder - of the claim
 * @param claimFiles - names of our claim files in it: a kustomization that lists one of them and nothing else is not read
 * @param goes - whether a file leaves the folder together with the claim
 */
export function usedByOthers(
  folder: string,
  claimFiles: readonly string[],
  goes: (path: string) => boolean,
  reader: PlanReader,
  { entries, objectFormat }: SnapshotIndex,
): string[] {
  const path = reader.kustomizationIn(folder);
  if (path === undefined) return [];
  const names = soleResource(path, claimFiles, reader, objectFormat) ?? namesIn(path);
  const used = new Set<string>();
  for (const name of names) {
    const file = `${folder}/${name}`;
    for (const candidate of [file, ...KUSTOMIZATION_FILES.map((each) => `${file}/${each}`)]) {
      if (candidate !== path && isOthers(candidate)) used.add(candidate);
    }
  }
  // One of another name stands for the claim's own, which then nobody wrote.
  if (
    path === `${folder}/kustomization.yaml` &&
    isOthers(path) &&
    claimFiles.some((file) => names.has(file))
  ) {
    used.add(path);
  }
  return [...used].sort();

  function isOthers(candidate: string): boolean {
    return entries.has(candidate) && !goes(candidate);
  }

  function namesIn(kustomization: string): Set<string> {
    const found = new Set<string>();
    for (const text of textsIn(reader.value(kustomization))) {
      // `key=path` is how generators name their files.
      for (const name of [text, text.slice(text.indexOf('=') + 1)]) {
        found.add(withoutTrailing(name.replace(/^(?:\.\/)+/, ''), '/'));
      }
    }
    return found;
  }
}

/**
 * The kustomization of a claim's folder that lists others too, and goes on building them once the files of the claim are taken out of it: then the
 * claim is parted from its folder, which stays with the others.
 *
 * @param folder - of the claim
 * @param claimFiles - names of our claim files in it
 */
export function sharedKustomization(
  folder: string,
  claimFiles: readonly string[],
  reader: PlanReader,
  { objectFormat }: SnapshotIndex,
): string | undefined {
  const path = reader.kustomizationIn(folder);
  if (path === undefined || soleResource(path, claimFiles, reader, objectFormat) !== undefined) {
    return undefined;
  }
  const text = reader.text(path);
  return text !== undefined && buildsWithout(claimFiles, text, path) ? path : undefined;
}

/** What a kustomization lists, where it is that of one of these files and nothing else: then it is not read. */
function soleResource(
  kustomization: string,
  claimFiles: readonly string[],
  reader: PlanReader,
  format: ObjectFormat,
): ReadonlySet<string> | undefined {
  const standing = reader.entry(kustomization)?.objectId;
  const only = claimFiles.find((file) => blobObjectId(newKustomization([file]), format) === standing);
  return only === undefined ? undefined : new Set([only]);
}

/** Everything below a folder that does not leave it; looks through the whole target. */
export function remainingIn(
  folder: string,
  goes: (path: string) => boolean,
  { entries }: SnapshotIndex,
): string[] {
  const prefix = `${folder}/`;
  return [...entries.keys()].filter((path) => path.startsWith(prefix) && !goes(path));
}

/** Every text in a value, each part looked at once however often it is referred to. */
function textsIn(value: unknown): Set<string> {
  const texts = new Set<string>();
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part === 'string') texts.add(part);
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    for (const child of Object.values(part)) open.push(child);
  }
  return texts;
}
