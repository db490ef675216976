/** A word of a command as a POSIX shell reads it: in single quotes where anything in it means more than itself. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
