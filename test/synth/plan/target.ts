import type { ClaimModel } from '../../../core/claim-model';
import { blobObjectId } from '../../../core/git/object-id';
import type { ModelsDocument } from '../../../core/models-document';
import type { Plan } from '../../../core/plan';
import type { PlanConfig } from '../../../core/plan-config';
import type { Snapshot } from '../../../core/snapshot';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { createPlanner } from '../../../synth/plan/planner';

/** A target repository in memory: path → text. */
export type Files = Readonly<Record<string, string>>;

export const CONFIG: PlanConfig = {
  project: 'shop',
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
};

/** A claim as `collect` would give it. */
export function claim(
  constructPath: string,
  options: Partial<Omit<ClaimModel, 'object'>> & {
    kind?: string;
    metadataName?: string;
    namespace?: string;
    spec?: Record<string, unknown>;
  } = {},
): ClaimModel {
  const slash = constructPath.lastIndexOf('/');
  const category = constructPath.slice(0, Math.max(slash, 0));
  const name = constructPath.slice(slash + 1);
  const {
    kind = 'VolumeClaim',
    metadataName = name,
    namespace = 'default',
    spec = { storage: '20Gi' },
    ...rest
  } = options;
  return {
    constructPath,
    category,
    name,
    template: kind.toLowerCase(),
    dependsOn: [],
    source: { file: 'claims/infra.ts', line: 7 },
    object: {
      apiVersion: 'resources.stuttgart-things.com/v1alpha1',
      kind,
      metadata: { name: metadataName, namespace },
      spec,
    },
    ...rest,
  };
}

export function models(...claims: ClaimModel[]): ModelsDocument {
  const categories = [...new Set(claims.map(({ category }) => category))].map((name) => ({ name }));
  return { version: 1, categories, claims, issues: [] };
}

export function snapshotOf(
  files: Files,
  contents: ReadonlyMap<string, string> = new Map(Object.entries(files)),
  modes: Readonly<Record<string, string>> = {},
): Snapshot {
  const entries = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { mode: modes[path] ?? '100644', objectId: blobObjectId(text) },
    ]),
  );
  return { index: { objectFormat: 'sha1', entries }, contents };
}

export function context(config: Partial<PlanConfig> = {}, now = '2026-03-01T12:00:00Z'): PlanContext {
  return { clock: { now: () => new Date(now) }, actor: 'jane', config: { ...CONFIG, ...config } };
}

/**
 * Plans as the command line does: reads only what the planner asks for.
 *
 * @param history - earlier texts, which an object database would still have
 * @param modes - of files that are something else than plain ones; of those no content can be read
 */
export function planOn(
  files: Files,
  declared: ModelsDocument,
  given: PlanContext = context(),
  history: readonly string[] = [],
  modes: Readonly<Record<string, string>> = {},
): Plan {
  const planner = createPlanner(declared, given);
  const contents = new Map<string, string>();
  const objects = new Map<string, string | undefined>();
  const snapshot = { ...snapshotOf(files, contents, modes), objects };
  const texts = new Map(history.map((text) => [blobObjectId(text), text]));
  for (;;) {
    const needed = planner.neededPaths({ ...snapshot });
    for (const path of needed) {
      const text = files[path];
      // A link is told by where it leads.
      if (text !== undefined && modes[path] === '120000' && planner.canForgo(path)) {
        contents.set(path, text);
        continue;
      }
      if (text === undefined || contents.has(path) || modes[path] !== undefined) {
        throw new Error(`asked for ${path}`);
      }
      contents.set(path, text);
    }
    if (needed.length > 0) continue;
    const wanted = planner.neededObjects(snapshot);
    if (wanted.length === 0) return planner.build({ ...snapshot });
    for (const id of wanted) {
      if (objects.has(id)) throw new Error(`asked for ${id}`);
      objects.set(id, texts.get(id));
    }
  }
}

/** The target after the plan. */
export function apply(files: Files, plan: Plan): Files {
  const after: Record<string, string> = { ...files };
  for (const { path, action, content, objectId } of plan.files) {
    if (action === 'delete') delete after[path];
    if (action === 'create' || action === 'update') {
      if (content === undefined || blobObjectId(content) !== objectId) {
        throw new Error(`wrong object id for ${path}`);
      }
      after[path] = content;
    }
  }
  return after;
}

/** What a plan writes and removes, `+path`, `~path`, `-path`. */
export function touched(plan: Plan): string[] {
  const sign = { create: '+', update: '~', delete: '-', unchanged: '' };
  return plan.files
    .filter((file) => file.action !== 'unchanged')
    .map((file) => `${sign[file.action]}${file.path}`);
}
