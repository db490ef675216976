import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_VERSION, KIND, specOf } from '../../bench/synth/claim-of-42-leaves';
import { bareRepository, temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { peakMemory, type PeakMemory } from './peak-memory';

const CLAIMS = 10_000;
const CATEGORIES = 100;
const CHANGED = 20;
/** MB that any process may take. */
const LIMIT = 500;

let folder: ReturnType<typeof temporaryFolder>;
let main: string;
let project: string;
beforeAll(() => {
  folder = temporaryFolder();
  main = compiledCli(join(folder.path, 'cli'));
  bareRepository(folder.path, { 'README.md': 'x\n' });
  project = join(folder.path, 'project');
  mkdirSync(project);
  writeFileSync(
    join(project, 'cdk8s.yaml'),
    'app: node main.js\ngitops:\n  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
  );
});
afterAll(() => {
  folder.remove();
});

/** A program that declares all claims with the constructs of this package, some with another storage. */
function writeProgram(changed: number): void {
  writeFileSync(
    join(project, 'main.js'),
    `const { Category, Claim, ClaimApp } = require('cdk8s-claims');
${specOf.toString()}
const app = new ClaimApp();
for (let c = 0; c < ${CATEGORIES}; c++) {
  const category = new Category(app, 'category-' + c);
  for (let i = c; i < ${CLAIMS}; i += ${CATEGORIES}) {
    const spec = specOf(i < ${changed} ? i + 1 : i);
    new Claim(category, 'machine-' + i, { apiVersion: '${API_VERSION}', kind: '${KIND}', metadata: { namespace: 'default' }, spec });
  }
}
app.synth();
`,
  );
}

async function run(...argv: string[]): Promise<PeakMemory> {
  const started = performance.now();
  const used = await peakMemory(process.execPath, [main, ...argv], { cwd: project, env: process.env });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const shown = used.processes
    .slice(0, 5)
    .map(({ command, peak }) => `  ${peak} MB  ${command.slice(0, 100)}`);
  process.stderr.write(
    `claims ${argv.join(' ')}: ${seconds} s, all at one moment ${used.together} MB\n${shown.join('\n')}\n`,
  );
  expect(used.stderr).toBe('');
  return used;
}

function expectModest({ processes }: PeakMemory): void {
  expect(processes.length).toBeGreaterThan(1);
  for (const { command, peak } of processes) {
    expect([command, peak]).toEqual([command, Math.min(peak, LIMIT - 1)]);
  }
}

// The peaks of processes are read where Linux keeps them.
(existsSync('/proc/self/status') ? test : test.skip)(
  `${CLAIMS} claims in ${CATEGORIES} categories: no process takes ${LIMIT} MB`,
  async () => {
    writeProgram(0);
    const merged = await run('pr', '--merge', '--json');
    expect(merged).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(merged.stdout)).toMatchObject({ action: 'merged', summary: { added: CLAIMS } });
    expectModest(merged);

    writeProgram(CHANGED);
    const diff = await run('diff', '--json');
    expect(diff).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(diff.stdout)).toMatchObject({ summary: { changed: CHANGED, added: 0, removed: 0 } });
    expectModest(diff);

    const synth = await run('synth', '--output', join(folder.path, 'out'), '--json');
    expect(synth.exitCode).toBe(0);
    expectModest(synth);

    const updated = await run('pr', '--json');
    expect(JSON.parse(updated.stdout)).toMatchObject({ action: 'created', summary: { changed: CHANGED } });
    expectModest(updated);

    const verified = await run('registry', 'verify', '--json');
    expect(verified.exitCode).toBe(0);
    expectModest(verified);
  },
);
