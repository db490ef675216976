import { readFileSync, writeFileSync } from 'node:fs';
import { blobObjectId } from '../../../core/git/object-id';
import type { Plan } from '../../../core/plan';
import { EMPTY_SNAPSHOT, type IndexEntry, type Snapshot } from '../../../core/snapshot';
import { collectModels } from '../../../synth/collect/collect-models';
import { buildPlan } from '../../../synth/plan/build-plan';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { program } from './program';

/** What every measured plan is given. */
export const CONTEXT: PlanContext = {
  clock: { now: () => new Date('2026-03-01T12:00:00Z') },
  actor: 'bench',
  config: {
    project: 'bench',
    root: 'claims',
    repository: 'acme/harvester',
    base: 'main',
    webUrl: 'https://github.com',
    catalog: {
      owner: 'platform-team',
      lifecycle: 'production',
      type: 'crossplane-claim',
      tags: ['crossplane', 'claim'],
    },
    overwrite: [],
  },
};

/** The tree of a target in which `count` claims are merged, as text by path. */
export function populatedTree(count: number, categories: number): Record<string, string> {
  const plan: Plan = buildPlan(collectModels(program(count, categories)), EMPTY_SNAPSHOT, CONTEXT);
  return Object.fromEntries(plan.files.map(({ path, content }) => [path, content ?? '']));
}

/** A snapshot of which everything is read already. */
export function snapshotOfTree(tree: Readonly<Record<string, string>>): Snapshot {
  const entries = new Map<string, IndexEntry>(
    Object.entries(tree).map(([path, text]) => [path, { mode: '100644', objectId: blobObjectId(text) }]),
  );
  return { index: { objectFormat: 'sha1', entries }, contents: new Map(Object.entries(tree)) };
}

/** A snapshot of which the shared files are read already, and the texts of the kustomizations of claims by object id. */
export interface SavedSnapshot {
  readonly snapshot: Snapshot;
  readonly kustomizations: ReadonlyMap<string, string>;
}

/** Writes the index of a tree, the contents of its shared files and the texts of the kustomizations of claims, for {@link loadSnapshot}. */
export function saveSnapshot(file: string, tree: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tree).map(([path, text]) => [path, blobObjectId(text)] as const);
  const isShared = (path: string): boolean => path.split('/').length < 4 || path.endsWith('.ledger');
  const contents = Object.entries(tree).filter(([path]) => isShared(path));
  const kustomizations = new Map(
    Object.entries(tree).flatMap(([path, text]) =>
      path.endsWith('/kustomization.yaml') && !isShared(path) ? [[blobObjectId(text), text] as const] : [],
    ),
  );
  writeFileSync(file, JSON.stringify({ entries, contents, kustomizations: [...kustomizations] }));
}

export function loadSnapshot(file: string): SavedSnapshot {
  const { entries, contents, kustomizations } = JSON.parse(readFileSync(file, 'utf8')) as {
    entries: [string, string][];
    contents: [string, string][];
    kustomizations: [string, string][];
  };
  const index = new Map<string, IndexEntry>(
    entries.map(([path, objectId]) => [path, { mode: '100644', objectId }]),
  );
  const snapshot = { index: { objectFormat: 'sha1', entries: index }, contents: new Map(contents) } as const;
  return { snapshot, kustomizations: new Map(kustomizations) };
}
