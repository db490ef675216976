/** Where a page begins, in a list that has a tag. */
export interface PagePlace {
  readonly tag: string;
  readonly start: number;
}

const TOKEN = /^(\d{1,9})\.([\w-]{1,64})$/;

/** A place as text that fits into a URL. */
export function pageToken({ tag, start }: PagePlace): string {
  return `${start}.${tag.replaceAll('"', '')}`;
}

/** What a token says; undefined for a text that is none. */
export function readPageToken(token: string): PagePlace | undefined {
  const [, start, tag] = TOKEN.exec(token) ?? [];
  return start === undefined || tag === undefined ? undefined : { start: Number(start), tag: `"${tag}"` };
}
