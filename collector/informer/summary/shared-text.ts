/** Most texts that are kept; what comes later stays as it is. */
const MOST = 10_000;
/** Longer ones hardly repeat. */
const LONGEST = 100;

/** Gives equal short texts as one: reasons, kinds and versions repeat in a hundred thousand objects. */
export class SharedText {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    if (text.length > LONGEST) return text;
    const found = this.known.get(text);
    if (found !== undefined) return found;
    if (this.known.size < MOST) this.known.set(text, text);
    return text;
  }
}
