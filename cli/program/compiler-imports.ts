import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SourcePosition } from '../../core/source-position';
import type { CompilerDiagnostic } from './compiler-output';
import { asImported, meantFile } from './meant-file';
import { runsTypeScriptAsItIs } from './type-stripping';

/** The program that the compiler speaks of. */
interface CheckedProgram {
  /** The command that runs it. */
  readonly app: string;
  readonly projectFolder: string;
}

/** The compiler proposes the name that a compiled file would have; Node runs the file as it is, by its own name. */
export function asWritten(
  diagnostic: CompilerDiagnostic,
  { app, projectFolder }: CheckedProgram,
): CompilerDiagnostic {
  const proposed = /Did you mean '(?<path>\.{1,2}\/[^']*)\.(?<kind>[mc]?)js'\?/.exec(
    diagnostic.message,
  )?.groups;
  const file = diagnostic.source?.file;
  if (proposed === undefined || file === undefined || !runsTypeScriptAsItIs(app)) return diagnostic;
  const { path = '', kind = '' } = proposed;
  const written = `${path}.${kind}ts`;
  if (!existsSync(join(projectFolder, dirname(file), written))) return diagnostic;
  return { ...diagnostic, message: diagnostic.message.replace(`'${path}.${kind}js'`, `'${written}'`) };
}

/** A file that is not there (TS2307), or an import without an ending for which the compiler knows none (TS2834). */
const LEADS_NOWHERE = /\((?:TS2307|TS2834)\)/;

/** The name that works, for an import of a file; undefined where nothing of the kind is there. */
export function importHint(
  message: string,
  source: SourcePosition | undefined,
  { app, projectFolder }: CheckedProgram,
): string | undefined {
  if (source === undefined || !LEADS_NOWHERE.test(message) || !runsTypeScriptAsItIs(app)) return undefined;
  const importer = resolve(projectFolder, source.file);
  const written = /'(\.{1,2}\/[^']+)'/.exec(message)?.[1] ?? wordAt(importer, source);
  if (!written.startsWith('.')) return undefined;
  const meant = meantFile(resolve(dirname(importer), written));
  return meant === undefined ? undefined : `write '${asImported(importer, meant)}'`;
}

/** What stands in quotes at a place of a file. */
function wordAt(path: string, { line, column = 1 }: SourcePosition): string {
  try {
    const row = readFileSync(path, 'utf8').split('\n')[line - 1] ?? '';
    return /^(['"`])([^'"`]+)\1/.exec(row.slice(column - 1))?.[2] ?? '';
  } catch {
    return '';
  }
}
