import { createHash } from 'node:crypto';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import type { TreeEdit } from '../../gitops/tree-edit';

/** Files as a program would declare them: text, or `null` for a file that must not be there. */
export type Declared = Readonly<Record<string, string | null>>;

/** Where the sample plan keeps its times, as the real registry does. */
export const SAMPLE_REGISTRY = 'claims/registry.yaml';

/** What differs between two runs of the same program. */
export interface SampleOptions {
  readonly title?: string;
  readonly parts?: readonly string[];
  readonly createdAt?: string;
  readonly trailers?: ChangePlan['trailers'];
  /** Called in the middle of planning: where a test moves the target. */
  readonly meanwhile?: () => void | Promise<void>;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * A planner for tests of the convergence engine: writes what is declared and keeps a registry with one line per declared file,
 * whose time comes from the base, else from the open request, else from the clock.
 */
export function samplePlanner(declared: Declared, options: SampleOptions = {}) {
  return async (input: PlanInput): Promise<ChangePlan> => {
    const paths = [...Object.keys(declared), SAMPLE_REGISTRY];
    const contents = await input.snapshot.read(paths);
    await options.meanwhile?.();
    const before = contents.get(SAMPLE_REGISTRY) ?? '';
    const edits: TreeEdit[] = [];
    let registry = before;
    for (const [path, content] of Object.entries(declared).sort()) {
      if ((contents.get(path) ?? null) !== content) {
        edits.push({ path, content });
      }
      registry = content === null ? withoutLine(registry, path) : withLine(registry, path, input, options);
    }
    if (registry !== before) {
      edits.push({ path: SAMPLE_REGISTRY, content: registry });
    }
    return {
      empty: edits.length === 0,
      edits,
      title: options.title ?? 'Update claims',
      parts: options.parts ?? [
        `${edits.length} files\n\n${edits.map((edit) => `- ${edit.path}`).join('\n')}`,
      ],
      inputHash: hash(declared),
      outputHash: hash(edits.map((edit) => (edit.path === SAMPLE_REGISTRY ? edit.path : edit))),
      ...(options.trailers === undefined ? {} : { trailers: options.trailers }),
    };
  };
}

function lineOf(registry: string | undefined, path: string): string | undefined {
  return registry?.split('\n').find((line) => line.startsWith(`${path} `));
}

function withLine(registry: string, path: string, input: PlanInput, options: SampleOptions): string {
  if (lineOf(registry, path) !== undefined) {
    return registry;
  }
  const line =
    lineOf(input.openRequestRegistry?.toString(), path) ??
    `${path} ${options.createdAt ?? '2026-01-01T00:00:00Z'}`;
  const lines = [...registry.split('\n').filter((other) => other !== ''), line].sort();
  return `${lines.join('\n')}\n`;
}

function withoutLine(registry: string, path: string): string {
  return registry
    .split('\n')
    .filter((line) => !line.startsWith(`${path} `))
    .join('\n');
}
