import { resolveEntryPoint, type AppliedBuild } from '../../../harvester/applied/resolve-entry-point';
import type { EntryPoint } from '../../../harvester/applied/entry-point';
import type { TextSource } from '../../../harvester/applied/text-source';
import { treeSource } from '../../fixtures/trees/tree-source';

/** Files of a small tree by path; a text that starts with `->` makes a symbolic link. */
export type Files = Readonly<Record<string, string>>;

/** The tree as the resolver looks at it. */
export function sourceOf(files: Files): TextSource {
  const all = Object.entries(files);
  return treeSource({
    files: new Map(all.filter(([, text]) => !text.startsWith('->'))),
    links: new Map(
      all.filter(([, text]) => text.startsWith('->')).map(([path, text]) => [path, text.slice(2)]),
    ),
  });
}

/** An object of a kind that nobody knows. */
export function object(name: string, namespace?: string): string {
  return `apiVersion: a.io/v1\nkind: A\nmetadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`;
}

/** What the entry point of a tree gives. */
export function build(files: Files, entryPoint: Partial<EntryPoint> = {}): AppliedBuild {
  return resolveEntryPoint(sourceOf(files), { path: 'c', origin: 'flux', ...entryPoint });
}

/** Objects as `namespace/name of file`, with `?` for an unknown identity; or why there are none. */
export function told({ builds, problems, objects }: AppliedBuild): readonly string[] {
  if (!builds) return problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  return objects
    .map(({ identity, file }) =>
      identity === undefined ? `? of ${file}` : `${identity.namespace ?? ''}/${identity.name} of ${file}`,
    )
    .sort();
}
