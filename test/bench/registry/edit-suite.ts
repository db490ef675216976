import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from '../child';
import { median, round, type Suite } from '../figure';
import { commentedRegistry } from './commented-text';

const RUNS = 5;
const ENTRIES = 100_000;
const CHANGES = 500;

/**
 * 500 statuses of 100,000 entries with comments and values that look like entries: the file is read, edited, written and synced. Time is that of the CPU, so that a busy machine
 * says the same. The peer is the editor of whole texts on the same file.
 */
export function editSuite(): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  try {
    const file = join(folder, 'registry.yaml');
    writeFileSync(file, commentedRegistry(ENTRIES));
    const run = (editor: string) =>
      Array.from({ length: RUNS }, () =>
        measure('registry/status-edits', editor, file, String(ENTRIES), String(CHANGES)),
      );
    const [own, peer] = [run('own'), run('text')];
    const cpu = (runs: typeof own): number => median(runs.map(({ cpuSeconds = 0 }) => cpuSeconds));
    const memory = (runs: typeof own): number => median(runs.map(({ grownRss = 0 }) => grownRss));
    const beside = (value: number, peerValue: number, digits: number) => ({
      value: round(value, digits),
      peer: 'the editor of whole texts',
      peerValue: round(peerValue, digits),
      ratio: round(peerValue / value, 1),
    });
    return {
      registryEdit100000: { unit: 's of CPU', ...beside(cpu(own), cpu(peer), 3) },
      registryEdit100000Wall: { unit: 's', value: round(median(own.map(({ seconds }) => seconds))) },
      registryEdit100000Memory: {
        unit: 'MB above the empty process',
        ...beside(memory(own), memory(peer), 0),
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
