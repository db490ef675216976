import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SILENT_REPORTER } from '../../../core/ports/reporter';
import { importKinds } from '../../../toolkit/import/import-kinds';

const [folder = ''] = process.argv.slice(2);
const start = process.hrtime.bigint();
const context = {
  cwd: folder,
  env: {},
  clock: { now: () => new Date(0) },
  reporter: SILENT_REPORTER,
  signal: new AbortController().signal,
  secrets: { hold: () => undefined },
};

/** Comments of declarations, as they are written there. */
const COMMENT = /^ *\/\*\*[^]*?\*\/\n|^\/\/.*\n/gm;

void importKinds(context as never, {
  sources: ['xrds'],
  folder,
  out: 'imports',
  force: true,
  prune: false,
  update: false,
  input: { stdin: () => Promise.resolve('') },
}).then(({ modules }) => {
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  let size = 0;
  for (const path of readdirSync(join(folder, 'imports'), { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, 'imports', path);
    if (!path.endsWith('.d.ts') || !statSync(file).isFile()) continue;
    size += Buffer.byteLength(readFileSync(file, 'utf8').replace(COMMENT, ''));
  }
  const kinds = modules.reduce((sum, module) => sum + module.kinds.length, 0);
  const cpu = process.cpuUsage();
  const peakRss = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${JSON.stringify({ seconds, peakRss, size: size / 1e6, kinds, cpu: (cpu.user + cpu.system) / 1e6 })}\n`,
  );
});
