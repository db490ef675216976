import { cpus, totalmem } from 'node:os';
import { suite as changeRequest } from './change-request/suite';
import { suite as cli } from './cli/suite';
import type { Suite } from './figure';
import { suite as importing } from './import/suite';
import { suite as ingest } from './ingest/suite';
import { suite as informer } from './informer/suite';
import { suite as reconcile } from './reconcile/suite';
import { suite as registry } from './registry/suite';
import { suite as synth } from './synth/suite';

/** Suites by name. */
const SUITES: Readonly<Record<string, () => Promise<Suite> | Suite>> = {
  synth,
  cli,
  'change-request': changeRequest,
  registry,
  reconcile,
  ingest,
  informer,
  import: importing,
};

/** `npm run bench [-- <suite> …]`: prints one JSON document, progress goes to stderr. */
async function main(names: readonly string[]): Promise<void> {
  const suites: Record<string, Suite> = {};
  for (const name of names.length > 0 ? names : Object.keys(SUITES)) {
    const suite = SUITES[name];
    if (suite === undefined) {
      throw new Error(`no suite '${name}'; there are ${Object.keys(SUITES).join(', ')}`);
    }
    process.stderr.write(`${name} …\n`);
    suites[name] = await suite();
  }
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
  process.stdout.write(`${JSON.stringify({ machine, suites }, null, 2)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
