declare const WRITTEN: unique symbol;

/**
 * Text of a generated file of which every character comes from our own literals or from a writer of this folder. It is made by
 * {@link code} and by those writers alone, so that no foreign text (a name, a comment, a value) can become code by being joined to it.
 */
export type SourceText = string & { readonly [WRITTEN]: true };

/**
 * Source from a template: the text between the holes is ours as it stands, and a hole takes nothing but what a writer made.
 *
 * @example
 * ```ts
 * code`const ${identifier(name)} = ${quotedLiteral(value)};\n`
 * ```
 */
export function code(ours: TemplateStringsArray, ...parts: readonly SourceText[]): SourceText {
  let text = '';
  for (let index = 0; index < ours.length; index += 1) text += (ours[index] ?? '') + (parts[index] ?? '');
  return text as SourceText;
}

/** Several sources, one behind the other. */
export function joined(parts: Iterable<SourceText>, separator: SourceText = NOTHING): SourceText {
  return [...parts].join(separator) as SourceText;
}

/** No text at all. */
export const NOTHING = '' as SourceText;

/**
 * Vouches for a text. For the writers of this folder, which have just made it safe; nobody else imports it (a test of the
 * architecture looks).
 */
export function vouched(text: string): SourceText {
  return text as SourceText;
}
