import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import type { CustomKind } from '../../../schema/documents/custom-kind';
import { typeModules } from '../../../schema/types/module-source';

const REPOSITORY = resolve(__dirname, '../../..');
/** Below the repository, so that packages are found; nothing is written there. */
const FOLDER = join(REPOSITORY, 'virtual-project');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  paths: { 'cdk8s-claims': [join(REPOSITORY, 'constructs/index.ts')] },
};

/** A diagnostic: line (from 1) and text. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler sees: imported types and texts, by path in the project; everything else from the disk. */
function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const own = (path: string): string | undefined => files.get(path.slice(FOLDER.length + 1));
  return {
    ...host,
    fileExists: (path) => own(path) !== undefined || host.fileExists(path),
    readFile: (path) => own(path) ?? host.readFile(path),
    directoryExists: (path) =>
      [...files.keys()].some((file) => dirname(join(FOLDER, file)).startsWith(path)) ||
      (host.directoryExists?.(path) ?? true),
    getSourceFile: (path, target) => {
      const text = own(path);
      if (text !== undefined) return ts.createSourceFile(path, text, target, true);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, target));
      return parsed.get(path);
    },
  };
}

/** Files of the types of these kinds, by path. */
export function typeFiles(kinds: readonly CustomKind[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { path, declarations, code } of typeModules(kinds)) {
    files.set(`imports/${path}.d.ts`, declarations);
    files.set(`imports/${path}.js`, code);
  }
  return files;
}

/** Compiles programs beside imported types; everything that the compiler says of them, and of the declarations unless it is to skip those. */
export function compile(
  files: ReadonlyMap<string, string>,
  options: Pick<ts.CompilerOptions, 'skipLibCheck' | 'exactOptionalPropertyTypes'> = { skipLibCheck: false },
): Complaint[] {
  const roots = [...files.keys()].filter((file) => file.endsWith('.ts')).map((file) => join(FOLDER, file));
  const program = ts.createProgram(roots, { ...OPTIONS, ...options }, hostOf(files));
  return roots.flatMap((root) => {
    const source = program.getSourceFile(root);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ file, start = 0, messageText }) => ({
        file: file?.fileName.slice(FOLDER.length + 1) ?? '',
        line: (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
        message: ts.flattenDiagnosticMessageText(messageText, ' '),
      }),
    );
  });
}

/** A language service over such files, with the absolute path of each. */
export function languageService(files: ReadonlyMap<string, string>): {
  readonly service: ts.LanguageService;
  readonly pathOf: (file: string) => string;
} {
  const host = hostOf(files);
  const pathOf = (file: string): string => join(FOLDER, file);
  const service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [...files.keys()].filter((file) => file.endsWith('.ts')).map(pathOf),
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const text = host.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => FOLDER,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: host.fileExists.bind(host),
    readFile: host.readFile.bind(host),
    ...(host.directoryExists !== undefined && { directoryExists: host.directoryExists.bind(host) }),
  });
  return { service, pathOf };
}
