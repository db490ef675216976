import { targetCredentials } from '../../core/config/target-credentials';

/** Credentials that somebody wrote into an argument: they are refused where they are refused, and shown nowhere. */
export function argumentSecrets(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word) => {
    if (!/[@?#]/.test(word)) return [];
    const value = /^--?[\w-]+=(.*)$/s.exec(word)?.[1];
    return [word, ...(value === undefined ? [] : [value])].flatMap((text) => targetCredentials(text).secrets);
  });
}
