import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { PlanConfig } from '../../core/plan-config';
import { EMPTY_SNAPSHOT } from '../../core/snapshot';
import { collectModels } from '../collect/collect-models';
import { buildPlan } from '../plan/build-plan';
import { RULES } from '../policy/rules';
import { ClaimApp, type ClaimAppProps } from './claim-app';

export type { ClaimModel, ClaimObject } from '../../core/claim-model';
export type { Issue, ModelsDocument, Plan, PlanConfig };

/** What a test may say about the world around its claims. */
export interface TestingOptions {
  /** Time of the run, for `createdAt`. Default: 2000-01-01T00:00:00Z. */
  readonly now?: Date;
  /** `createdBy`. Default: `test`. */
  readonly actor?: string;
  /** Configuration; what is left out has its default, with project `test` and repository `example/harvester`. */
  readonly config?: Partial<PlanConfig>;
}

const CONFIG: PlanConfig = {
  project: 'test',
  root: 'claims',
  repository: 'example/harvester',
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

/**
 * Tests for claims, with any test runner: make an app, let your code declare claims in it, look at what comes out.
 * Writes no files, reads no environment and no clock.
 *
 * @example
 * ```ts
 * const app = Testing.app();
 * declareShop(app);
 * expect(Testing.issues(app)).toEqual([]);
 * expect(Testing.synth(app)['claims/infra/shop-db/volumeclaim.yaml']).toContain('storage: 20Gi');
 * ```
 */
export const Testing = {
  /** A new app. */
  app(props: ClaimAppProps = {}): ClaimApp {
    return new ClaimApp(props);
  },

  /** The declared claims as plain data, in order. */
  models(app: ClaimApp): ModelsDocument {
    return collectModels(app);
  },

  /** Everything that is wrong, with construct path and line: mistakes first told by `claims` are told here. */
  issues(app: ClaimApp): readonly Issue[] {
    const models = collectModels(app);
    return [
      ...models.issues,
      ...models.claims.flatMap((claim) => RULES.flatMap(({ onCreate }) => onCreate(claim))),
    ];
  },

  /**
   * The plan for a repository that has nothing yet.
   *
   * @throws ToolkitError with all issues, when the claims are not valid
   */
  plan(app: ClaimApp, options: TestingOptions = {}): Plan {
    const now = options.now ?? new Date('2000-01-01T00:00:00Z');
    return buildPlan(collectModels(app), EMPTY_SNAPSHOT, {
      clock: { now: () => now },
      actor: options.actor ?? 'test',
      config: { ...CONFIG, ...options.config },
      rules: RULES,
    });
  },

  /**
   * The tree that is written for a repository that has nothing yet: path → text.
   *
   * @throws ToolkitError with all issues, when the claims are not valid
   */
  synth(app: ClaimApp, options: TestingOptions = {}): Record<string, string> {
    const tree: Record<string, string> = {};
    for (const { path, content } of Testing.plan(app, options).files) {
      if (content !== undefined) tree[path] = content;
    }
    return tree;
  },
} as const;
