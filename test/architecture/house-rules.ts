import ts from 'typescript';
import { type SourceFile, sourceFiles } from './source-files';

const files = sourceFiles();

/** Places (`file:line`) where a node matches. */
function places(match: (node: ts.Node, file: SourceFile) => boolean, among = files): string[] {
  const found: string[] = [];
  for (const file of among) {
    const visit = (node: ts.Node): void => {
      if (match(node, file)) {
        found.push(`${file.path}:${file.syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file.syntax);
  }
  return found;
}

function isProperty(node: ts.Node, object: string, name: string): boolean {
  return (
    ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === name
  );
}

describe('the rules of the house', () => {
  it('let only the command’s entry end the process', () => {
    expect(
      places((node, { path }) => isProperty(node, 'process', 'exit') && path !== 'cli/start.ts'),
    ).toEqual([]);
  });

  it('let no library code print', () => {
    const prints = (node: ts.Node, { path }: SourceFile): boolean =>
      (ts.isIdentifier(node) && node.text === 'console') ||
      (!path.startsWith('cli/') &&
        (isProperty(node, 'process', 'stdout') || isProperty(node, 'process', 'stderr')));
    expect(places(prints)).toEqual([]);
  });

  it('let no library code read the environment or the clock, except where a program meets the system', () => {
    const meetsTheSystem = /^(cli\/|synth\/app\/|collector\/)/;
    const reads = (node: ts.Node, { path }: SourceFile): boolean => {
      if (meetsTheSystem.test(path)) return false;
      const isNow = isProperty(node, 'Date', 'now');
      const isNewDate =
        ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
      // Temporary folders and caches are swept by age: a matter of the machine, not of what is planned.
      const sweeps = path.startsWith('gitops/git/') || path === 'gitops/temporary-folder.ts';
      const readsClock = (isNow || isNewDate) && !sweeps;
      return isProperty(node, 'process', 'env') || readsClock;
    };
    expect(places(reads)).toEqual([]);
  });

  it('let text for the terminal be made where it is made fit for it, and be written by the sink alone', () => {
    const makers = ['report/text/shown.ts', 'report/text/style.ts', 'report/json/json-text.ts'];
    const makes = (node: ts.Node, { path }: SourceFile): boolean =>
      ts.isAsExpression(node) && /\bShown\b/.test(node.type.getText()) && !makers.includes(path);
    const writes = (node: ts.Node): boolean =>
      isProperty(node, 'process.stdout', 'write') || isProperty(node, 'process.stderr', 'write');
    const knowsStreams = (node: ts.Node, { path }: SourceFile): boolean =>
      isProperty(node, 'stream', 'write') && !/^cli\/output\/(?:text-sink|process-stream)\.ts$/.test(path);
    expect([...places(makes), ...places(writes), ...places(knowsStreams)]).toEqual([]);
  });

  it('let a plan delete files in one place alone, which asks whose bytes they are', () => {
    const deletes = (node: ts.Node, { path }: SourceFile): boolean =>
      /^(?:synth|harvester)\//.test(path) &&
      path !== 'synth/plan/deletion-gate.ts' &&
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'action' &&
      ts.isStringLiteral(node.initializer) &&
      node.initializer.text === 'delete';
    expect(places(deletes)).toEqual([]);
  });

  it('start no shell', () => {
    const shells = (node: ts.Node): boolean =>
      (ts.isPropertyAssignment(node) &&
        node.name.getText() === 'shell' &&
        node.initializer.getText() !== 'false') ||
      (ts.isIdentifier(node) &&
        (node.text === 'exec' || node.text === 'execSync') &&
        ts.isImportSpecifier(node.parent));
    expect(places(shells)).toEqual([]);
  });

  it('read YAML through core/yaml alone, which refuses what hides, repeats or nests without end', () => {
    const parsers = /^(?:parse|parseDocument|parseAllDocuments|Parser|Composer|Lexer|LineCounter)$/;
    const resolves = /^(?:toJS|toJSON|resolve)$/;
    const reads = (node: ts.Node, { path, imports }: SourceFile): boolean => {
      if (path.startsWith('core/yaml/')) return false;
      if (ts.isImportSpecifier(node)) {
        const from = node.parent.parent.parent.moduleSpecifier.getText();
        return from === "'yaml'" && parsers.test((node.propertyName ?? node.name).text);
      }
      // Linear only in core/yaml: the library searches the whole document for every alias.
      return (
        imports.includes('yaml') &&
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        resolves.test(node.expression.name.text)
      );
    };
    expect(places(reads)).toEqual([]);
  });

  it('name files in kebab case and never after a drawer for odds and ends', () => {
    const wrong = files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.d)?\.ts$/.test(path) ||
          /(^|\/)(utils?|helpers?|common|misc)(\/|\.|-)/.test(path),
      );
    expect(wrong).toEqual([]);
  });
});
