import type { SourcePosition } from '../../core/source-position';

/** One error of the TypeScript compiler. */
export interface CompilerDiagnostic {
  /** `TS2322` */
  readonly code: string;
  /** Its words with the code, further lines below. */
  readonly message: string;
  /** Undefined for errors of the configuration as a whole. */
  readonly source?: SourcePosition;
}

const PLACED = /^(?<file>\S.*?)\((?<line>\d+),(?<column>\d+)\): error (?<code>TS\d+): (?<text>[^]*)$/;
const GLOBAL = /^error (?<code>TS\d+): (?<text>.*)$/;

/** Reads what `tsc --pretty false` prints; lines that are indented belong to the error above them. */
export function readCompilerOutput(text: string): CompilerDiagnostic[] {
  const found: CompilerDiagnostic[] = [];
  for (const line of text.split(/\r?\n/)) {
    const groups = (PLACED.exec(line) ?? GLOBAL.exec(line))?.groups;
    const last = found.at(-1);
    if (groups !== undefined) {
      const { code = '', text: words = '', file, line: at, column } = groups;
      const source = file === undefined ? undefined : { file, line: Number(at), column: Number(column) };
      found.push({ code, message: `${words} (${code})`, ...(source && { source }) });
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      found[found.length - 1] = { ...last, message: `${last.message}\n${line}` };
    }
  }
  return found;
}
