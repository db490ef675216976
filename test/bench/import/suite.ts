import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { measure } from '../child';
import { median, round, type Suite } from '../figure';
import { writeDefinitions } from './definitions';

const PROJECT = resolve(__dirname, '../../..');
const TSC = join(PROJECT, 'node_modules/typescript/bin/tsc');
const KINDS = 200;
const RUNS = 5;

/**
 * XRDs of the corpus, cycled to 200 kinds in three shapes each, are imported, and what was written is type-checked with `skipLibCheck`. The
 * peer is `cdk8s import` of the CRDs of one shape (the claims).
 */
export function suite(): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-import-'));
  try {
    writeDefinitions(join(folder, 'xrds'), KINDS);
    const runs = Array.from({ length: RUNS }, () => {
      rmSync(join(folder, 'imports'), { recursive: true, force: true });
      return measure('import/own', folder);
    });
    const peer = cdk8sImport(folder);
    const imports = modulesOf(join(folder, 'imports'), '.d.ts').map((path) => `./imports/${path}.js`);
    const [base, own, theirs] = typeCheck(folder, [[], imports, peer.modules]);
    const added = Math.max(own - base, 0.001);
    return {
      importSize: {
        value: round(runs[0]?.['size'] ?? 0),
        unit: 'MB',
        peer: 'cdk8s import, one shape',
        peerValue: round(peer.size),
        ratio: round(peer.size / (runs[0]?.['size'] ?? 1), 1),
      },
      importTime: {
        value: round(median(runs.map(({ seconds }) => seconds))),
        unit: 's',
        peer: 'cdk8s import, one shape',
        peerValue: round(peer.seconds),
        ratio: round(peer.seconds / median(runs.map(({ seconds }) => seconds)), 1),
      },
      typeCheck: {
        value: round(added),
        unit: 's',
        peer: 'cdk8s import, one shape',
        peerValue: round(theirs - base),
        ratio: round((theirs - base) / added, 1),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Paths of modules in a folder, without ending. */
function modulesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => path.slice(0, -ending.length));
}

function cdk8sImport(folder: string): { seconds: number; size: number; modules: string[] } {
  const crds = readdirSync(join(folder, 'xrds')).flatMap((file) =>
    readDefinitions(readFileSync(join(folder, 'xrds', file), 'utf8'), file)
      .kinds.filter(({ shape }) => shape === 'claim')
      .map(({ crd }) => crd),
  );
  mkdirSync(join(folder, 'peer'));
  writeFileSync(join(folder, 'peer/crds.yaml'), crds.map((crd) => `---\n${JSON.stringify(crd)}\n`).join(''));
  const start = process.hrtime.bigint();
  const args = ['import', 'crds.yaml', '--language', 'typescript', '--no-save', '--check-upgrade', 'false'];
  const run = spawnSync(process.execPath, [join(PROJECT, 'node_modules/cdk8s-cli/bin/cdk8s'), ...args], {
    cwd: join(folder, 'peer'),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`cdk8s import failed: ${run.stderr}`);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const files = modulesOf(join(folder, 'peer/imports'), '.ts');
  const size = files.reduce(
    (sum, file) => sum + statSync(join(folder, 'peer/imports', `${file}.ts`)).size,
    0,
  );
  return { seconds, size: size / 1e6, modules: files.map((file) => `./peer/imports/${file}.js`) };
}

/** Seconds of the compiler for programs that import these modules, each beside the packages that they all need. */
function typeCheck(folder: string, programs: readonly (readonly string[])[]): [number, number, number] {
  const times = programs.map((modules, index) => {
    const imports = modules.map((path, at) => `import * as m${at} from '${path}';\nexport { m${at} };`);
    const head = `export { Category } from 'cdk8s-claims';\nexport { Chart } from 'cdk8s';\nexport { Construct } from 'constructs';`;
    writeFileSync(join(folder, `main${index}.ts`), [head, ...imports].join('\n'));
    const paths = {
      'cdk8s-claims': [join(PROJECT, 'build/synth/index.d.ts')],
      cdk8s: [join(PROJECT, 'node_modules/cdk8s')],
      constructs: [join(PROJECT, 'node_modules/constructs')],
    };
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      paths,
    };
    const config = join(folder, `tsconfig${index}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [`main${index}.ts`] }));
    return { config, seconds: [] as number[] };
  });
  // In turns, so that a busy moment of the machine is everybody's.
  for (let run = 0; run < RUNS; run += 1) {
    for (const { config, seconds } of times) {
      const start = process.hrtime.bigint();
      const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', config], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stdout);
      seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
    }
  }
  const [base = 0, own = 0, peer = 0] = times.map(({ seconds }) => Math.min(...seconds));
  return [base, own, peer];
}
