/** A piece of a sentence that a form of writing makes something of. */
export type Mark =
  /** Foreign text, and commands: never words of ours. */
  | { readonly code: string; readonly length?: number }
  | { readonly strong: Phrase }
  /** A file, with a link to it where the address of its folder is known. */
  | { readonly file: string; readonly line?: number | undefined; readonly base?: string | undefined }
  /** A web address of ours. */
  | { readonly address: string | undefined };

/** A piece of a sentence: our own words, or a mark. */
export type Piece = string | Mark;

/** A sentence before anybody decided how it is written. Its bare texts are words of ours: whatever comes from elsewhere is {@link code}. */
export type Phrase = readonly Piece[];

/** Texts that stand in the program, counts and pieces pass; a text that was read from somewhere does not. */
type Own<Part> = Part extends string ? (string extends Part ? never : Part) : Part;

/** A sentence with its pieces. The compiler insists that foreign text goes through {@link code} first. */
export function phrase<const Parts extends readonly (Piece | Phrase | number)[]>(
  words: TemplateStringsArray,
  ...parts: { readonly [Index in keyof Parts]: Own<Parts[Index]> }
): Phrase {
  const pieces: Piece[] = [words[0] ?? ''];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as Piece | Phrase | number;
    if (Array.isArray(part)) pieces.push(...(part as Phrase));
    else pieces.push(typeof part === 'number' ? grouped(part) : (part as Piece));
    pieces.push(words[index + 1] ?? '');
  }
  return pieces;
}

/** Foreign text, or a command to copy. */
export function code(text: string, length?: number): Mark {
  return length === undefined ? { code: text } : { code: text, length };
}

/** What is to be seen first. */
export function strong(words: Phrase): Mark {
  return { strong: words };
}

/** Phrases one after another. */
export function joinPhrases(phrases: readonly Phrase[], separator: ', ' | '; ' | ' and ' | ' '): Phrase {
  return phrases.flatMap((words, index) => (index === 0 ? words : [separator, ...words]));
}

/** `1 claim`, `2 claims`. */
export function counted<const Noun extends string>(count: number, noun: Own<Noun>): Phrase {
  return [`${grouped(count)} ${noun as string}${count === 1 ? '' : 's'}`];
}

/** 3145728 as `3,145,728`: readable, and never taken for a commit. */
export function grouped(count: number): string {
  const digits = String(count);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) {
    groups.unshift(digits.slice(Math.max(0, end - 3), end));
  }
  return groups.join(',');
}
