import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Plan } from '../../../core/plan';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { createPlanner } from '../../../synth/plan/planner';
import { planInRounds } from '../../../toolkit/plan/plan-in-rounds';
import {
  apply,
  claim,
  context,
  type Files,
  models,
  planOn,
  snapshotOf,
  touched,
} from '../../synth/plan/target';

/** A target of which some files are no text. */
function readerOf(files: Files, noText: readonly string[] = [], modes: Files = {}): SnapshotReader {
  const { index } = snapshotOf(files, new Map(), modes);
  const isText = (path: string): boolean => !noText.includes(path);
  const some = (paths: Iterable<string>): Map<string, string> =>
    new Map([...paths].filter(isText).map((path) => [path, files[path] ?? '']));
  return {
    index,
    read: (paths) => {
      const bad = [...paths].find((path) => !isText(path) || modes[path] !== undefined);
      if (bad !== undefined) return Promise.reject(new ToolkitError('target-file-not-text', bad));
      return Promise.resolve(some(paths));
    },
    readBytes: () => Promise.reject(new Error('texts are enough')),
    readTexts: (paths) =>
      Promise.resolve({
        texts: some(paths),
        unread: new Map([...paths].filter((path) => !isText(path)).map((path) => [path, 'it is not text'])),
        elsewhere: [],
      }),
    readLinks: (paths) => Promise.resolve(some(paths)),
  };
}

const MERGED = apply({}, planOn({}, models(claim('infra/a'))));
const CATEGORY = 'claims/infra/kustomization.yaml';

async function changed(reader: SnapshotReader): Promise<Plan> {
  const planner = createPlanner(models(claim('infra/a', { spec: { storage: '99Gi' } })), context());
  return (await planInRounds(planner, reader)).plan;
}

describe('a plan of a tree that others made', () => {
  it('goes on over a file that is not text, wherever it stands', async () => {
    const files = { ...MERGED, 'docs/x.yaml': '', 'clusters/prod/apps.yaml': '' };
    const plan = await changed(readerOf(files, ['docs/x.yaml', 'clusters/prod/apps.yaml']));
    expect(touched(plan)).toContain('~claims/infra/a/volumeclaim.yaml');
    expect(plan.warnings).toEqual([]);
  });

  it('says that a folder does not build where such a file is listed in it', async () => {
    const files = {
      ...MERGED,
      [CATEGORY]: `${MERGED[CATEGORY] ?? ''}  - x.yaml\n`,
      'claims/infra/x.yaml': '',
    };
    // Another claim makes the kustomization of the category be looked through as a whole.
    const named = {
      ...files,
      [CATEGORY]: `${files[CATEGORY]}generatorOptions: {}\nconfigMapGenerator: [{name: c}]\n`,
    };
    const plan = await changed(readerOf(named, ['claims/infra/x.yaml']));
    expect(touched(plan)).toContain('~claims/infra/a/volumeclaim.yaml');
    expect(plan.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(
        /^applied-set-unknown: claims\/infra does not build now: claims\/infra\/x\.yaml:1: it is not text$/,
      ),
    ]);
  });

  it('stops at a file of the claim itself that is not text', async () => {
    const path = 'claims/infra/a/volumeclaim.yaml';
    await expect(changed(readerOf({ ...MERGED, [path]: 'x' }, [path]))).rejects.toThrow(path);
  });

  it('follows kustomizations however deep they lie, and links', async () => {
    const files: Record<string, string> = { ...MERGED, 'claims/infra/link': 'deep' };
    let folder = 'claims/infra/deep';
    for (let depth = 0; depth < 60; depth += 1) {
      files[`${folder}/kustomization.yaml`] = 'resources:\n  - sub\n';
      folder += '/sub';
    }
    files[`${folder}/kustomization.yaml`] = 'resources: []\n';
    files[CATEGORY] = `${MERGED[CATEGORY] ?? ''}  - link\n`;
    const plan = await changed(readerOf(files, [], { 'claims/infra/link': '120000' }));
    expect(touched(plan)).toContain('~claims/infra/a/volumeclaim.yaml');
    expect(plan.warnings).toEqual([]);
  });
});
