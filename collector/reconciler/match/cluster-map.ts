/** Which clusters the claims of a folder run in. */
export interface ClusterRule {
  /** Folder of the target, without a slash at its end; empty: everything. */
  readonly folder: string;
  readonly clusters: readonly string[];
}

/**
 * The clusters of a registry entry: what it says itself, else what the rule of its innermost folder says, else the only cluster there is.
 *
 * @param known - clusters that ever reported
 * @returns undefined where nobody can tell
 */
export function clustersOf(
  { cluster = '', path }: { readonly cluster?: string; readonly path: string },
  rules: readonly ClusterRule[],
  known: readonly string[],
): readonly string[] | undefined {
  if (cluster !== '') return [cluster];
  const fitting = rules.filter(
    ({ folder }) => folder === '' || path === folder || path.startsWith(`${folder}/`),
  );
  const [innermost] = [...fitting].sort((one, other) => other.folder.length - one.folder.length);
  if (innermost !== undefined) return innermost.clusters;
  return rules.length === 0 && known.length === 1 ? known : undefined;
}
