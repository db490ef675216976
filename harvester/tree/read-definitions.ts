import type { SnapshotIndex } from '../../core/snapshot';
import { mayNameEntryPoints } from '../applied/find-entry-points';
import { mayDefineKinds } from '../claim-kinds/definitions';

const YAML_FILE = /\.ya?ml$/i;
/** What texts are read with. */
interface DefinitionsReader {
  readonly index: SnapshotIndex;
  readonly readTexts: (paths: Iterable<string>) => Promise<{ readonly texts: ReadonlyMap<string, string> }>;
}

/** Files read at once: a repository may hold much else, and only what defines kinds is kept. */
const AT_ONCE = 500;

/**
 * Texts that define kinds (XRDs, CRDs) or say which folders are built for a cluster, wherever in the repository they stand.
 *
 * @param known - paths that are read anyway
 */
export async function readDefinitions(
  { index, readTexts }: DefinitionsReader,
  known: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const paths = [...index.entries.keys()].filter((path) => YAML_FILE.test(path) && !known.has(path));
  const found = new Map<string, string>();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const { texts } = await readTexts(paths.slice(at, at + AT_ONCE));
    for (const [path, text] of texts) {
      if (mayDefineKinds(text) || mayNameEntryPoints(text)) found.set(path, text);
    }
  }
  return found;
}
