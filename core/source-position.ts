/** Where the author of a claim wrote the `new …` that produced it. Lines and columns count from 1. */
export interface SourcePosition {
  /** Path relative to the author's project, with forward slashes; absolute only when it lies outside of it. */
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** `file:line` as editors and terminals make clickable. */
export function formatSourcePosition(position: SourcePosition): string {
  return `${position.file}:${position.line}`;
}
