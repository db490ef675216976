import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Testing } from 'cdk8s-claims/testing';
import { declareApps } from '../../../claims/apps';
import { declareInfra } from '../../../claims/infra';
import { declareOtherResources } from '../../../claims/other-resources';
import { registryKey } from '../../../core/registry-entry';
import { claims } from '../../cli/cli-run';
import { temporaryFolder } from '../../fixtures/git/git';
import { expectGolden } from '../../golden-folder';
import { readTree, withFolder } from '../../synth/write/tree-fixture';

const PROJECT = join(__dirname, '../../..');
/** 2026-01-02T03:04:05Z */
const EPOCH = '1767323045';

function example() {
  const app = Testing.app();
  declareApps(app, { host: declareInfra(app).devBox });
  declareOtherResources(app);
  return app;
}

describe('the example program', () => {
  it('declares at least twelve claims in three categories, with nothing wrong', () => {
    const models = Testing.models(example());
    expect(Testing.issues(example())).toEqual([]);
    expect(models.claims.length).toBeGreaterThanOrEqual(12);
    expect(models.categories.map((category) => category.name)).toEqual(['infra', 'apps', 'other-resources']);
    expect(new Set(models.claims.map(registryKey)).size).toBe(models.claims.length);
  });

  it('is written by the stock cdk8s command as the golden tree, to the byte', () => {
    withFolder((folder) => {
      const cdk8s = join(PROJECT, 'node_modules/cdk8s-cli/bin/cdk8s');
      const output = join(folder, 'dist');
      const printed = execFileSync(
        process.execPath,
        [cdk8s, 'synth', '--check-upgrade=false', '--output', output],
        {
          cwd: PROJECT,
          encoding: 'utf8',
          env: {
            ...process.env,
            NODE_OPTIONS: '',
            SOURCE_DATE_EPOCH: EPOCH,
            PATH: `${join(PROJECT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
          },
        },
      );
      expect(printed).toContain('claims/infra/app-pvc/volumeclaim.yaml');
      expectGolden('example', readTree(output));
    });
  });

  it('is written by `claims synth` as the same tree', async () => {
    const folder = temporaryFolder();
    try {
      const output = join(folder.path, 'dist');
      const run = await claims(['synth', '--output', output], {
        cwd: PROJECT,
        env: { SOURCE_DATE_EPOCH: EPOCH },
      });
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expectGolden('example', readTree(output));
    } finally {
      folder.remove();
    }
  });

  it('gives the same tree in the testing kit', () => {
    const tree = Testing.synth(example(), {
      now: new Date(Number(EPOCH) * 1000),
      actor: 'cdk8s-claims',
      config: { project: 'example' },
    });
    expectGolden('example', tree);
  });
});
