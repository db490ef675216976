/**
 * Why something of the tree is no part of the program. `orphan`: nothing applies it and the registry does not know it, so perhaps it was deleted
 * once; `no-claim`: it is none by its kind, or no manifest at all; the others cannot be declared.
 */
export const LEFT_OUT_CAUSES = {
  orphan: 'applied by nothing and in no registry',
  'no-claim': 'no claim by its kind',
  'no-manifest': 'no Kubernetes manifest',
  encrypted: 'encrypted',
  'not-text': 'binary, or not UTF-8',
  'lfs-pointer': 'kept in Git LFS',
  'symbolic-link': 'a symbolic link',
  submodule: 'a submodule',
  'special-file': 'a pipe, a socket or a device',
  unreadable: 'YAML that cannot be read',
  'out-of-place': 'in no category',
  name: 'a name or path that no program can give',
  foreign: 'owned by another project',
  'same-object': 'the same object as another claim',
  refused: 'refused by a rule',
  value: 'an object that no program can declare',
} as const;

export type LeftOutCause = keyof typeof LEFT_OUT_CAUSES;

/** Something of the tree that does not become TypeScript and stays as it is. */
export interface LeftOut {
  readonly path: string;
  readonly line: number;
  /** `orphan`, `no-claim` for everything that is none, `unsupported` for what cannot be declared. */
  readonly why: 'orphan' | 'no-claim' | 'unsupported';
  readonly cause: LeftOutCause;
  /** One sentence, lower case, without a period. */
  readonly reason: string;
}

/** One thing that is left out. */
export function leftOut(path: string, line: number, cause: LeftOutCause, reason: string): LeftOut {
  const isNone = cause === 'no-claim' || cause === 'no-manifest';
  const why = cause === 'orphan' ? 'orphan' : isNone ? 'no-claim' : 'unsupported';
  return { path, line, why, cause, reason };
}
