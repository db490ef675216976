import type { Node } from 'yaml';
import { goTimestamp } from './go-timestamp';
import { keyText } from './key-text';
import { KUBECTL_SCALARS } from './kubectl-scalars';
import { KUSTOMIZE_SCALARS } from './kustomize-scalars';
import type { ScalarReader } from './scalar-reader';
import { STANDARD_TAG } from './standard-tag';

/** What the two readers of a cluster understand in different ways. */
export interface ValueReader {
  readonly scalars: ScalarReader;
  /** Nothing behind the colon, in braces: `{a: }`. */
  readonly emptyInFlow: null | '';
  /** The text of a key; undefined where it is refused. */
  readonly keyText: (key: unknown, node: Node, inFlow: boolean) => string | undefined;
  /** What is said of a refused key. */
  readonly keyProblem: string;
  /** `<<` may stand several times in a map. */
  readonly severalMerges: boolean;
  /** The keys of a map win over those that a `<<` behind them brings; where not, such a map is refused. */
  readonly ownKeysWin: boolean;
  /** It writes what it has read, and reads that again. */
  readonly rewrites: boolean;
}

/** Reads as kustomize builds: go-yaml v3, decoding into no type. */
export const KUSTOMIZE: ValueReader = {
  scalars: KUSTOMIZE_SCALARS,
  emptyInFlow: '',
  keyText: textKey,
  keyProblem: 'a key must be text (to kustomize, which takes no `<<` for it), put it in quotes',
  severalMerges: false,
  ownKeysWin: true,
  rewrites: true,
};

/** Reads as `sigs.k8s.io/yaml` does, and so kubectl and a folder that Argo CD reads without kustomize: go-yaml v2, keys become text. */
export const KUBECTL: ValueReader = {
  scalars: KUBECTL_SCALARS,
  emptyInFlow: null,
  keyText,
  keyProblem: 'a key must be text, a number or a boolean',
  severalMerges: true,
  ownKeysWin: false,
  rewrites: false,
};

function textKey(key: unknown, node: Node, inFlow: boolean): string | undefined {
  // It loses `<<` that is no merge key without a word.
  if (typeof key !== 'string' || key === '<<') return undefined;
  const { tag, type, source = '' } = node as KeyNode;
  // What it does not call text is none, whatever it decodes to: `!!binary`, tags of other people, a date.
  if (tag === `${STANDARD_TAG}str`) return key;
  if (tag !== undefined && tag !== '!') return undefined;
  const isDate = type === 'PLAIN' && goTimestamp(source) !== undefined && !(inFlow && source.includes(':'));
  return isDate ? undefined : key;
}

interface KeyNode {
  readonly tag?: string;
  readonly type?: string;
  readonly source?: string;
}
