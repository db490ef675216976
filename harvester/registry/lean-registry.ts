import type { Bytes } from '../../core/bytes/bytes';
import type { RegistrySchema } from './registry-schema';
import type { RegistryScan, ScannedEntry } from './scan-registry';
import { type EntryVisitor, visitRegistry } from './visit-registry';

/** What tells where a claim stands. */
const FIELDS = ['name', 'template', 'category', 'namespace', 'path', 'cluster'] as const;

/** An entry of which only what tells where its claim stands was kept: nothing of the registry stays in memory for it. */
class LeanEntry implements ScannedEntry {
  readonly cluster = undefined;

  /** @param values - in the order of the fields above */
  constructor(
    readonly key: string,
    readonly line: number,
    private readonly values: readonly (string | undefined)[],
  ) {}

  get fields(): ReadonlyMap<string, string> {
    const said = FIELDS.map((field) => [field, this.valueOf(field)] as const);
    return new Map(said.filter((pair): pair is [(typeof pair)[0], string] => pair[1] !== undefined));
  }

  says(field: string, value: string): boolean {
    return this.valueOf(field) === value;
  }

  valueOf(field: string): string | undefined {
    return this.values[(FIELDS as readonly string[]).indexOf(field)];
  }
}

/**
 * Reads a registry and keeps of its entries what tells where each claim stands: name, template, category, namespace, path and cluster. They say nothing of other fields, those of a map from cluster to claims of none.
 *
 * @param registry - UTF-8
 * @param file - its path, for messages
 * @throws ToolkitError `registry-unreadable`
 */
export function leanRegistry(
  registry: Bytes,
  file: string,
): RegistryScan & { readonly schema: RegistrySchema } {
  let entries: LeanEntry[] = [];
  let byKey = new Map<string, LeanEntry>();
  const begin = (): EntryVisitor => {
    const known = new Map<string, string>();
    entries = [];
    byKey = new Map();
    return (entry) => {
      const values = FIELDS.map((field) => once(known, entry.valueOf(field)));
      const lean = new LeanEntry(entry.key, entry.line, values);
      entries.push(lean);
      if (!byKey.has(lean.key)) byKey.set(lean.key, lean);
    };
  };
  const { schema } = visitRegistry(registry, file, begin);
  return { schema, entries, byKey };
}

/** Most values are said again and again. */
function once(known: Map<string, string>, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const same = known.get(value);
  if (same === undefined) known.set(value, value);
  return same ?? value;
}
