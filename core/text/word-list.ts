/**
 * Names in a sentence: `a, b and c`. Not by `Intl.ListFormat`, which takes 25 ms at the start of a command.
 *
 * @param conjunction - before the last one
 */
export function wordList(names: readonly string[], conjunction: 'and' | 'or'): string {
  const head = names.slice(0, -1).join(', ');
  const last = names.at(-1) ?? '';
  return head === '' ? last : `${head} ${conjunction} ${last}`;
}
