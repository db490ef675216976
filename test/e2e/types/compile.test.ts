import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { withFolder } from '../../synth/write/tree-fixture';

const PROJECT = join(__dirname, '../../..');

/** A block of code in a document. */
interface Block {
  /** Path that the compiler knows it by. */
  readonly path: string;
  /** `docs/authoring.md:7`. */
  readonly place: string;
  readonly text: string;
}

function documents(): string[] {
  const docs = join(PROJECT, 'docs');
  const pages = existsSync(docs) ? readdirSync(docs).filter((name) => name.endsWith('.md')) : [];
  return ['README.md', ...pages.map((name) => `docs/${name}`)];
}

function blocksOf(document: string): Block[] {
  const text = readFileSync(join(PROJECT, document), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match, index) => ({
    // Types that were imported lie beside the claims.
    path: join(PROJECT, 'claims', `${document.replaceAll('/', '-')}-${index}.ts`),
    place: `${document}:${text.slice(0, match.index).split('\n').length}`,
    text: match[1] ?? '',
  }));
}

const blocks = documents().flatMap(blocksOf);
const typeTests = readdirSync(join(PROJECT, 'test/types')).filter((name) => name.endsWith('.types.ts'));

/** What the compiler says about the type tests and the documents, in one program: starting it is what costs. */
function diagnose(): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(PROJECT, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  const virtual = new Map(blocks.map((block) => [block.path, block]));
  const host = ts.createCompilerHost(config.options);
  const real = { ...host };
  host.fileExists = (path) => virtual.has(path) || real.fileExists(path);
  host.readFile = (path) => virtual.get(path)?.text ?? real.readFile(path);
  host.getSourceFile = (path, options, ...rest) => {
    const block = virtual.get(path);
    return block === undefined
      ? real.getSourceFile(path, options, ...rest)
      : ts.createSourceFile(path, block.text, options);
  };
  const roots = [...typeTests.map((name) => join(PROJECT, 'test/types', name)), ...virtual.keys()];
  const program = ts.createProgram(roots, config.options, host);
  return roots.flatMap((root) => {
    const file = program.getSourceFile(root);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (diagnostic) => {
        const line =
          file === undefined ? 0 : file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
        const place = virtual.get(root)?.place ?? root;
        return `${place} +${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
      },
    );
  });
}

/** Runs a block as the program of an author that `claims` runs. */
function run(block: Block): void {
  const { outputText } = ts.transpileModule(block.text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  withFolder((folder) => {
    process.env['CLAIMS_MODELS_OUT'] = join(folder, 'models.json');
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the documents are the program
      new Function('require', 'exports', outputText)(createRequire(block.path), {});
      if (!block.text.includes('app.synth()')) return;
      const models = JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8')) as { issues: unknown[] };
      expect({ place: block.place, issues: models.issues }).toEqual({ place: block.place, issues: [] });
    } finally {
      delete process.env['CLAIMS_MODELS_OUT'];
    }
  });
}

describe('what the compiler is asked', () => {
  it('accepts and refuses in the type tests what they say, and accepts the code of the documents', () => {
    expect(typeTests.length).toBeGreaterThan(0);
    expect(blocks.length).toBeGreaterThan(0);
    expect(diagnose()).toEqual([]);
  });

  it.each([...blocksOf('docs/authoring.md'), ...blocksOf('docs/types.md')])('runs $place', run);
});
