import { findSecretsInUse, maskSecretsInUse } from '../../core/secrets/secrets-in-use';

/** Text that comes in pieces, handed on in whole lines. */
export interface WholeLines {
  readonly push: (text: string) => void;
  /** Hands on what is left. */
  readonly end: () => void;
}

/** A line that grows longer is handed on before its end. */
const LONGEST_LINE = 256 * 1024;
/** So much of it stays: any form of a secret is shorter. */
const KEPT = 64 * 1024;

/**
 * Collects pieces to lines, so that a secret whose halves were written one after the other is found; secrets in use are masked in what is
 * handed on.
 */
export function wholeLines(emit: (text: string) => void): WholeLines {
  let waiting = '';
  const give = (end: number): void => {
    if (end > 0) emit(maskSecretsInUse(waiting.slice(0, end)));
    waiting = waiting.slice(end);
  };
  return {
    push: (text) => {
      waiting += text;
      give(waiting.lastIndexOf('\n') + 1);
      if (waiting.length > LONGEST_LINE) give(cutOutsideSecrets(waiting, waiting.length - KEPT));
    },
    end: () => {
      give(waiting.length);
    },
  };
}

/** The last place up to this one that stands in no secret and in no pair of surrogates. */
function cutOutsideSecrets(text: string, at: number): number {
  const around = findSecretsInUse(text).find(({ start, end }) => start < at && at < end);
  const cut = around?.start ?? at;
  return (text.charCodeAt(cut) & 0xfc00) === 0xdc00 ? cut - 1 : cut;
}
