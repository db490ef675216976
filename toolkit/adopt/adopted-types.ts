import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isVariableName } from '../../synth/source/identifier';
import type { KnownKind } from '../../synth/adopt/known-kinds';
import { mayDefineKinds } from '../../harvester/claim-kinds/definitions';
import { definitionName, type CustomKind } from '../../schema/documents/custom-kind';
import { readDefinitions } from '../../schema/documents/read-definitions';
import { propertyOf } from '../../schema/documents/schema-node';
import { fitsType } from '../../schema/types/fits-type';
import { typeModules } from '../../schema/types/module-source';
import type { ActionContext } from '../action-context';
import { importKinds } from '../import/import-kinds';
import { parseSource } from '../import/import-source';
import { mergeKinds } from '../import/merge-kinds';
import { readSource } from '../import/read-source';

/** Folder of imported types in a program. */
export const IMPORTS = 'imports';

/** Kinds for which there can be types, and where each is defined. */
export interface AdoptedTypes {
  readonly kinds: readonly CustomKind[];
  /** Sources as `claims import` takes them, by name of the definition. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Where the files of an adopted tree can be read again: below a path, or on GitHub. */
export type TreePlace =
  { readonly folder: string } | { readonly github: string; readonly ref: string } | undefined;

/** Kinds that the XRDs and CRDs of a tree define, as far as they can be imported again from where it stands. */
export function typesOfTree(contents: ReadonlyMap<string, string>, place: TreePlace): AdoptedTypes {
  const kinds: CustomKind[] = [];
  const sources = new Map<string, string>();
  for (const [path, text] of contents) {
    const source = mayDefineKinds(text) ? sourceOf(path, place) : undefined;
    if (source === undefined) continue;
    for (const kind of readDefinitions(text, path).kinds) {
      kinds.push(kind);
      sources.set(definitionName(kind), source);
    }
  }
  return { kinds: mergeKinds(kinds).kinds, sources };
}

function sourceOf(path: string, place: TreePlace): string | undefined {
  if (place === undefined) return undefined;
  if ('github' in place) return `github:${place.github}@${place.ref}:${path}`;
  const file = join(place.folder, path);
  return existsSync(file) ? file : undefined;
}

/**
 * Kinds of a source that somebody named.
 *
 * @throws ToolkitError `usage-invalid`, `import-source-missing`, `import-source-unreadable`
 */
export async function typesOfSource(context: ActionContext, source: string): Promise<AdoptedTypes> {
  const read = await readSource(context, parseSource(source, context.cwd, context.cwd), {
    stdin: () => Promise.resolve(''),
  });
  return { kinds: read.kinds, sources: new Map(read.kinds.map((kind) => [definitionName(kind), source])) };
}

/** The kinds as a program imports their classes; a class name stands for one kind alone. */
export function knownKinds(kinds: readonly CustomKind[]): KnownKind[] {
  const taken = new Set(['Category', 'Claim', 'ClaimApp', 'JsonPatch']);
  return typeModules(kinds).flatMap(({ path, classes }) =>
    classes.flatMap(({ kind: name, plural, className }): KnownKind[] => {
      const version = path.slice(path.lastIndexOf('/') + 1);
      const group = path.slice(0, path.lastIndexOf('/'));
      const kind = kinds.find((each) => each.group === group && each.plural === plural);
      const schema = kind?.versions.find((each) => each.name === version)?.schema;
      const spec = propertyOf(schema, 'spec');
      if (spec === undefined || taken.has(className) || !isVariableName(className)) return [];
      taken.add(className);
      const module = `${IMPORTS}/${path}.js`;
      return [
        {
          apiVersion: path,
          kind: name,
          className,
          module,
          isOfProgram: true,
          takes: (value) => fitsType(spec, value),
        },
      ];
    }),
  );
}

/** Imports the types that a program uses into its folder; returns the paths written. */
export async function writeTypes(
  context: ActionContext,
  sources: readonly string[],
  folder: string,
): Promise<string[]> {
  if (sources.length === 0) return [];
  const { written } = await importKinds(context, {
    sources,
    folder,
    out: IMPORTS,
    force: true,
    prune: false,
    update: false,
    input: { stdin: () => Promise.resolve('') },
  });
  return written.map((path) => `${IMPORTS}/${path}`);
}
