import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { writtenDeployment } from '../../../collector/deploy/yaml/written-deployment';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { temporaryFolder } from '../../fixtures/git/git';
import { claims } from '../cli-run';

describe('claims init --infra', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const read = (path: string): string => readFileSync(join(folder.path, 'infra', path), 'utf8');

  it('writes a Pulumi project that uses the published program, and tells the next steps', async () => {
    const { exitCode, stdout } = await claims(['init', 'infra', '--infra'], { cwd: folder.path });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('npx claims deploy doctor --config Pulumi.prod.yaml');
    expect(read('Pulumi.yaml')).toBe(
      'name: infra\nruntime: nodejs\ndescription: Collector and informers of claims\n',
    );
    expect(read('index.ts')).toContain("from 'cdk8s-claims/deploy'");
    expect(Object.keys((JSON.parse(read('package.json')) as { dependencies: object }).dependencies)).toEqual([
      '@pulumi/kubernetes',
      '@pulumi/pulumi',
      'cdk8s-claims',
    ]);
  });

  it('leaves open what nobody can know, and everything else is right', async () => {
    await claims(['init', 'infra', '--infra'], { cwd: folder.path });
    const { input, contexts } = writtenDeployment(read('Pulumi.prod.yaml'), 'Pulumi.prod.yaml');
    expect(contexts).toEqual({ hub: 'hub', first: 'first' });
    try {
      deploymentConfig(input);
      throw new Error('it was taken');
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      expect(error.issues.map(({ field }) => field)).toEqual(['hub.image', 'clusters.0.tokenHashes.0']);
    }
  });

  it('declares no claims, so it has no target', async () => {
    const argv = ['init', 'infra', '--infra', '--target', '../harvester'];
    expect((await claims(argv, { cwd: folder.path })).exitCode).toBe(2);
  });
});
