import fc from 'fast-check';
import { parse } from 'yaml';
import { projectFiles } from '../../../toolkit/new-project/project-files';
import type { ClaimModel } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { claimModelOf } from '../../../synth/adopt/claim-model-of';
import { OWN_KINDS } from '../../../synth/adopt/known-kinds';
import { programSource } from '../../../synth/adopt/main-source';
import { seededRandom } from '../../gitops/change-request/random';
import { runs, seed } from '../../runs';
import { type Files, snapshotOf } from '../plan/target';
import { accountedClaims, type DeclaredClaim } from './accounted-program';
import { hostileClaims, hostileTree } from './hostile-tree';

/** Number of trees. */
const RUNS = runs(30, 10_000);
const anySeed = fc.integer({ min: 0, max: 2 ** 31 });

test('of any tree, the program has no statement that the claims do not account for, and says what the reader read', () => {
  let adopted = 0;
  let refused = 0;
  let shared = 0;
  fc.assert(
    fc.property(anySeed, fc.boolean(), (start, split) => {
      const tree = hostileTree(seededRandom(start));
      const options = { project: 'shop', split, includeOrphans: true };
      let adoption: ReturnType<typeof adoptRepository>;
      try {
        adoption = adoptRepository(snapshotOf(tree), options);
      } catch (error) {
        // A shared file that cannot be read ends the run.
        if (!ToolkitError.isToolkitError(error)) throw error;
        refused += 1;
        return;
      }
      const { files, models } = adoption;
      expectSame(accountedClaims(files), models.claims);
      for (const model of models.claims) expect(readFrom(tree, model)).toBe(true);
      shared +=
        models.claims.length -
        new Set(models.claims.map(({ category, file, name }) => file ?? `${category}/${name}`)).size;
      expectSettings(adoption);
      adopted += models.claims.length;
    }),
    { numRuns: RUNS, seed: seed() },
  );
  // The trees are hostile, but most of them are read.
  expect(adopted).toBeGreaterThan(RUNS / 2);
  expect(refused).toBeLessThan(RUNS / 3);
  expect(shared).toBeGreaterThan(RUNS / 50);
});

test('no claim, whatever a reader let through, gets more into the program than its values', () => {
  fc.assert(
    fc.property(anySeed, fc.boolean(), (start, split) => {
      const claims = hostileClaims(seededRandom(start));
      const files = programSource(claims, {
        kinds: OWN_KINDS,
        split,
        importExtension: '.ts',
        root: '*/ @jsx x',
      });
      expectSame(accountedClaims(files), claims.map(claimModelOf));
    }),
    { numRuns: RUNS, seed: seed() },
  );
});

function expectSame(declared: readonly DeclaredClaim[], models: readonly ClaimModel[]): void {
  const wanted = models.map((model) => ({
    ...model,
    constructPath: undefined,
    dependsOn: [...model.dependsOn].sort(),
  }));
  const found = declared.map((claim) => ({
    ...claim,
    template: claim.template ?? String(claim.object['kind']).toLowerCase(),
  }));
  const key = ({ category, name }: { category: string; name: string }): string =>
    JSON.stringify([category, name]);
  const byKey = (
    left: { category: string; name: string },
    right: { category: string; name: string },
  ): number => (key(left) < key(right) ? -1 : 1);
  wanted.sort(byKey);
  found.sort(byKey);
  if (!sameValue(found, wanted)) expect(found).toEqual(wanted);
}

/** Whether a model says what stands in its file. */
function readFrom(tree: Files, model: ClaimModel): boolean {
  const path =
    model.file === undefined
      ? `claims/${model.category}/${model.name}/${model.template}.yaml`
      : `claims/${model.category}/${model.file}`;
  const documents = readYamlDocuments(tree[path] ?? '', path).map(({ value }) => value);
  const at = documents.findIndex((value) => sameValue(value, model.object));
  // Of a file that it shares a claim is one document; else it is all of them.
  return (
    at >= 0 && (model.documents === undefined || (at === 0 && sameValue(documents.slice(1), model.documents)))
  );
}

/** The settings around the program are data, and nothing but what was found. */
function expectSettings({ catalog, repository, webUrl }: ReturnType<typeof adoptRepository>): void {
  const files = projectFiles({
    name: 'shop',
    dependency: { version: '1' },
    target: '/t',
    repository,
    webUrl,
    catalog,
  });
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  const config = text('cdk8s.yaml');
  const usual = {
    owner: 'platform-team',
    lifecycle: 'production',
    type: 'crossplane-claim',
    tags: ['crossplane', 'claim'],
  };
  const { gitops, ...others } = parse(config, { version: '1.1' }) as { gitops: Record<string, unknown> };
  expect(others).toEqual({ language: 'typescript', app: 'node main.ts', output: 'dist' });
  const { catalog: written, ...rest } = gitops;
  expect({ ...usual, ...(written as object) }).toEqual(catalog);
  expect(rest).toEqual({
    project: 'shop',
    target: '/t',
    typeCheck: true,
    ...(repository !== undefined && { repository }),
    ...(webUrl !== undefined && webUrl !== 'https://github.com' && { webUrl }),
  });
  expect(config.replace(/^# .*\n/, '')).not.toMatch(/[\r\u0085\u2028\u2029\u202e]/);
  expect(Object.keys(JSON.parse(text('package.json')) as object)).toHaveLength(9);
}
