const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;
const SEGMENT = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|[^.[\]]+/g;

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
  for (const [whole, quoted, item] of path.matchAll(SEGMENT)) {
    segments.push({
      text: quoted === undefined ? (item ?? whole) : unquoted(quoted),
      isItem: item !== undefined,
    });
  }
  return segments;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
