import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { blobObjectId } from '../../../core/git/object-id';
import type { Plan, PlannedFile } from '../../../core/plan';
import { formatLedger } from '../../../harvester/ledger';
import { newKustomization } from '../../../harvester/string-list';
import type { OutputDisk } from '../../../synth/write/output-disk';

export const OWNER = { root: 'claims', project: 'shop' };

const NO_SUMMARY = {
  added: 0,
  changed: 0,
  renamed: 0,
  replaced: 0,
  removed: 0,
  registryOnly: 0,
  kept: 0,
  heldBack: 0,
  claims: 0,
  files: { create: 0, update: 0, delete: 0, unchanged: 0 },
};

/** A plan that creates these files. */
export function planOf(files: Readonly<Record<string, string>>): Plan {
  const planned: PlannedFile[] = Object.entries(files)
    .map(([path, content]) => ({ path, action: 'create' as const, content, objectId: blobObjectId(content) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: planned, changes: [], kept: [], warnings: [], summary: NO_SUMMARY };
}

/** The tree of some claims, `<category>/<name>` → text of the claim, as the planner lays it out. */
export function treeOf(claims: Readonly<Record<string, string>>): Record<string, string> {
  const files: Record<string, string> = {};
  const categories = new Map<string, string[]>();
  for (const [key, text] of Object.entries(claims)) {
    const [category = '', name = ''] = key.split('/');
    files[`claims/${key}/thing.yaml`] = text;
    files[`claims/${key}/kustomization.yaml`] = newKustomization(['thing.yaml']);
    categories.set(category, [...(categories.get(category) ?? []), name]);
  }
  for (const [category, names] of categories) {
    const owned = Object.keys(files).filter((path) => path.startsWith(`claims/${category}/`));
    files[`claims/.claims/shop/${category}.ledger`] = formatLedger(
      owned.map((path) => ({
        path,
        objectId: blobObjectId(files[path] ?? ''),
        construct: path.split('/').slice(1, 3).join('/'),
      })),
    );
    files[`claims/${category}/kustomization.yaml`] = newKustomization([...names].sort());
  }
  if (Object.keys(claims).length > 0) files['claims/registry.yaml'] = Object.keys(claims).sort().join('\n');
  return files;
}

/** Everything in a folder, path → text. */
export function readTree(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const visit = (at: string): void => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else files[path] = readFileSync(join(folder, path), 'utf8');
    }
  };
  visit('');
  return files;
}

/** Writes files as a person would. */
export function putFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs a test with a folder of its own. */
export function withFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'claims-write-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `kill -9` looks like from the inside: nothing after it has any effect. */
export class Killed extends Error {}

/** A disk on which the process is killed at its `at`-th change; every later change, cleaning up included, does nothing. */
export function mortalDisk(disk: OutputDisk, at: number): OutputDisk & { readonly changes: () => number } {
  let count = 0;
  const change =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      if (count >= at) throw new Killed();
      count++;
      return act(...args);
    };
  return {
    ...disk,
    makeFolder: change(disk.makeFolder),
    write: change(disk.write),
    rename: change(disk.rename),
    remove: change(disk.remove),
    removeEmptyFolder: change(disk.removeEmptyFolder),
    removeTree: change(disk.removeTree),
    changes: () => count,
  };
}
