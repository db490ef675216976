const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** Appends a key to a dotted path; keys that are not plain words are quoted: `metadata.annotations["a.b/c"]`. */
export function childPath(path: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** One step of a field path. */
export interface PathSegment {
  readonly text: string;
  /** True for `[name]` and `[0]`: an item of a list. */
  readonly isItem: boolean;
}

/** The steps of a dotted path such as `spec.env[DB_HOST].value` or `metadata.annotations["a.b/c"]`. */
export function pathSegments(path: string): PathSegment[] {
  const segments: PathSegment[] = [];
  // where the end has no closing bracket any more, it is not looked for again
  let isClosed = true;
  let position = 0;
  while (position < path.length) {
    const character = path.charAt(position);
    if (character === '[') {
      const quoteEnd = path[position + 1] === '"' ? endOfQuoted(path, position) : -1;
      if (quoteEnd !== -1) {
        segments.push({ text: unquoted(path.slice(position + 2, quoteEnd)), isItem: false });
        position = quoteEnd + 2;
        continue;
      }
      const end: number = isClosed ? path.indexOf(']', position) : -1;
      isClosed = end !== -1;
      if (isClosed) segments.push({ text: path.slice(position + 1, end), isItem: true });
      position = isClosed ? end + 1 : position + 1;
    } else if (character === '.' || character === ']') {
      position += 1;
    } else {
      const end = endOfPlain(path, position);
      segments.push({ text: path.slice(position, end), isItem: false });
      position = end;
    }
  }
  return segments;
}

/** Index of the quote that ends `["…"]`; -1 where it is not ended so. */
function endOfQuoted(path: string, start: number): number {
  for (let index = start + 2; index < path.length; index += 1) {
    const character = path[index];
    if (character === '\\') index += 1;
    else if (character === '"') return path[index + 1] === ']' ? index : -1;
  }
  return -1;
}

function endOfPlain(path: string, start: number): number {
  let end = start;
  while (end < path.length && !'.[]'.includes(path.charAt(end))) end += 1;
  return end;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
