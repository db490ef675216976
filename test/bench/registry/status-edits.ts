import { closeSync, fsyncSync, openSync, readFileSync, writevSync } from 'node:fs';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import { type EntryUpdate, updateRegistry } from '../../../harvester/registry/update-registry';
import { commentedKey } from './commented-text';
import { report } from '../child';

const FILE = 'claims/registry.yaml';

// usage: status-edits own|text <file> <entries> <changes>
const [editor = 'own', path = '', entries = '', changes = ''] = process.argv.slice(2);
const step = Math.floor(Number(entries) / Number(changes));
const updates = Array.from({ length: Number(changes) }, (_, index): EntryUpdate => {
  const fields = { status: 'error', statusMessage: 'quota: exceeded', lastCheckedAt: '2026-11-27T10:00:00Z' };
  return { type: 'update', key: commentedKey(index * step), fields };
});

report(() => {
  const empty = process.resourceUsage().maxRSS / 1024;
  const start = process.cpuUsage();
  const bytes = readFileSync(path);
  if (editor === 'text') write([Buffer.from(editRegistry(bytes.toString(), updates, FILE))]);
  else {
    const { parts } = updateRegistry(bytes, updates, FILE);
    if (parts[0] !== bytes) write(parts);
  }
  const { user, system } = process.cpuUsage(start);
  // What compiles the program while it runs takes more memory than the program.
  const grownRss = process.resourceUsage().maxRSS / 1024 - empty;
  return { cpuSeconds: (user + system) / 1e6, grownRss };
});

function write(parts: readonly Buffer[]): void {
  const file = openSync(`${path}.new`, 'w');
  for (let at = 0; at < parts.length; at += 1_000) writevSync(file, parts.slice(at, at + 1_000));
  fsyncSync(file);
  closeSync(file);
}
