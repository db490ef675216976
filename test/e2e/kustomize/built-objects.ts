import { parseAllDocuments, visit } from 'yaml';
import { kustomizeBuild } from './kustomize-build';

/** An object as it was built; integers are bigint. */
export type Built = Readonly<Record<string, unknown>>;

/** Manifests whose builds are asked for together: a build of one takes as long as a build of many. */
const BATCH = 100;

/**
 * What a real `kustomize build` makes of each of many files that hold one object; undefined where it fails. Every file must build alone or not at
 * all, and be told from the others by its `metadata.name`.
 *
 * @param files - texts by the name of their object
 * @param batch - how many are built together; 1 where most fail
 */
export async function builtObjects(
  files: Readonly<Record<string, string>>,
  batch = BATCH,
): Promise<ReadonlyMap<string, Built>> {
  const built = new Map<string, Built>();
  const names = Object.keys(files);
  for (let start = 0; start < names.length; start += batch) {
    await build(names.slice(start, start + batch), files, built);
  }
  return built;
}

async function build(
  names: readonly string[],
  files: Readonly<Record<string, string>>,
  built: Map<string, Built>,
): Promise<void> {
  if (names.length === 0) return;
  const tree: Record<string, string> = {
    'kustomization.yaml': `resources:\n${names.map((_, index) => `- r${index}.yaml\n`).join('')}`,
  };
  for (const [index, name] of names.entries()) tree[`r${index}.yaml`] = files[name] ?? '';
  const output = await kustomizeBuild(tree);
  if (output !== undefined) {
    for (const object of objectsIn(output)) {
      built.set((object['metadata'] as { readonly name: string }).name, object);
    }
    return;
  }
  if (names.length === 1) return;
  const half = names.length >> 1;
  await build(names.slice(0, half), files, built);
  await build(names.slice(half), files, built);
}

/** The objects of a build's output, read by a reader that is not ours: what kustomize writes is the same to all. */
export function objectsIn(output: string): Built[] {
  // It writes a separator as the line break that it is to it, with the indentation of the next line behind it.
  const text = output.replaceAll(/([\u2028\u2029]) +/g, '$1');
  return parseAllDocuments(text, { intAsBigInt: true, version: '1.2' }).map((document) => {
    visit(document, {
      Scalar(_, node) {
        // Text that only readers of YAML 1.2 take for a number.
        if (node.type === 'PLAIN' && typeof node.value !== 'string' && !isJson(node.source)) {
          node.value = node.source;
        }
      },
    });
    return document.toJS({ maxAliasCount: -1 }) as Built;
  });
}

function isJson(source: string | undefined): boolean {
  try {
    return Number.isFinite(Number(JSON.parse(source ?? '')));
  } catch {
    return false;
  }
}
