import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { OWN_FOLDERS } from '../../core/own-source';

export const PROJECT = join(__dirname, '../..');

/** Folders of the house that hold source. */
export const SOURCE_FOLDERS: readonly string[] = [...OWN_FOLDERS, 'claims'];

/** A source file with what it imports: package names as written, own files as paths from the project's top. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
  readonly syntax: ts.SourceFile;
}

/** Files that were parsed before in this suite, by path. */
const parsed = new Map<string, SourceFile>();

/** Every TypeScript file below the given folders, or every file with other endings. */
export function sourceFiles(
  folders: readonly string[] = SOURCE_FOLDERS,
  endings: readonly string[] = ['.ts'],
): SourceFile[] {
  return folders
    .map((folder) => join(PROJECT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesBelow(folder, endings))
    .map((file) => {
      const known = parsed.get(file) ?? read(file);
      parsed.set(file, known);
      return known;
    });
}

function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  });
}

function read(file: string): SourceFile {
  const syntax = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const imports: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      imports.push(specifier.startsWith('.') ? ownPath(file, specifier) : specifier);
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return { path: relative(PROJECT, file), imports, syntax };
}

function ownPath(file: string, specifier: string): string {
  return relative(PROJECT, join(file, '..', specifier));
}

/** `import … from 'x'`, `export … from 'x'`, `import('x')`, `require('x')` and `import x = require('x')`. */
function specifierOf(node: ts.Node): string | undefined {
  let target: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) target = node.moduleSpecifier;
  else if (ts.isExternalModuleReference(node)) target = node.expression;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) target = node.argument.literal;
  else if (ts.isCallExpression(node)) {
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    if (isImport || isRequire) target = node.arguments[0];
  }
  return target !== undefined && ts.isStringLiteralLike(target) ? target.text : undefined;
}
