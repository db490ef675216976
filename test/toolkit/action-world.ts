import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigFlags } from '../../core/config/setting';
import type { ModelsDocument } from '../../core/models-document';
import type { ReporterEvent } from '../../core/ports/reporter';
import { holdSecrets } from '../../core/secrets/secrets-in-use';
import type { ActionContext } from '../../toolkit/action-context';
import { loadProject, type Project } from '../../toolkit/project/load-project';
import { seedRepository } from '../../toolkit/target/seed-repository';

/** A folder of its own, and in it what actions are run with: no program, no command line. */
export interface ActionWorld {
  readonly context: ActionContext;
  /** What actions reported. */
  readonly events: readonly ReporterEvent[];
  readonly folder: string;
  /** A project of these settings and no configuration file. */
  readonly project: (flags: ConfigFlags, projectOptional?: boolean) => Promise<Project>;
  /** Makes a bare repository. */
  readonly repository: (name: string, files?: Readonly<Record<string, string>>) => Promise<string>;
  /** Paths on the branch `main`. */
  readonly paths: (repository: string) => string[];
  readonly remove: () => void;
}

/** Opens a world. */
export function actionWorld(): ActionWorld {
  const folder = mkdtempSync(join(tmpdir(), 'claims-actions-'));
  const secrets = holdSecrets();
  const events: ReporterEvent[] = [];
  const context: ActionContext = {
    cwd: folder,
    env: {
      ...process.env,
      CLAIMS_CACHE: 'off',
      GIT_AUTHOR_NAME: 'Ann',
      GIT_AUTHOR_EMAIL: 'ann@example.test',
    },
    clock: { now: () => new Date('2026-01-02T03:04:05Z') },
    reporter: { report: (event) => events.push(event) },
    signal: new AbortController().signal,
    secrets,
  };
  return {
    context,
    events,
    folder,
    project: (flags, projectOptional = false) => loadProject(context, { flags }, { projectOptional }),
    repository: async (name, files = {}) => {
      const path = join(folder, name);
      await seedRepository(context, path, new Map(Object.entries({ 'README.md': 'target\n', ...files })));
      return path;
    },
    paths: (repository) =>
      execFileSync('git', ['-C', repository, 'ls-tree', '-r', '--name-only', 'main'], { encoding: 'utf8' })
        .trim()
        .split('\n'),
    remove: () => {
      secrets.release();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a program declares: `<category>/<name>` and the size. */
export function models(claims: Readonly<Record<string, string>>): ModelsDocument {
  const constructs = Object.entries(claims).map(([constructPath, size], index) => {
    const [category = '', name = ''] = constructPath.split('/');
    return {
      constructPath,
      category,
      name,
      template: 'volumeclaim',
      object: {
        apiVersion: 'example.test/v1',
        kind: 'VolumeClaim',
        metadata: { name, namespace: 'default' },
        spec: { size },
      },
      dependsOn: [],
      source: { file: 'main.ts', line: index + 1 },
    };
  });
  const categories = [...new Set(constructs.map(({ category }) => category))].map((name) => ({ name }));
  return { version: 1, categories, claims: constructs, issues: [] };
}
