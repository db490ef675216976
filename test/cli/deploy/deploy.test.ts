import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { HASH, smallInput, WHOLE_INPUT } from '../../fixtures/deploy/deployment-input';
import { temporaryFolder } from '../../fixtures/git/git';
import { readGolden } from '../../golden-folder';
import { claims } from '../cli-run';

interface Checked {
  readonly checks: readonly { readonly name: string; readonly status: string; readonly detail: string }[];
}

describe('claims deploy', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const write = (path: string, text: string): void => {
    writeFileSync(join(folder.path, path), text);
  };
  const run = (...argv: string[]) => claims(['deploy', ...argv], { cwd: folder.path, env: { PATH: bin() } });
  /** Programs of the test, and nothing else. */
  const bin = (): string => join(folder.path, 'bin');
  const program = (name: string, script: string): void => {
    mkdirSync(bin(), { recursive: true });
    write(join('bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin(), name), 0o755);
  };

  describe('render', () => {
    it('writes folders for kustomize, and the second time nothing', async () => {
      write('deployment.yaml', emitYaml(WHOLE_INPUT));
      const first = await run('render', '--output', 'out');
      expect(first.exitCode).toBe(0);
      expect(first.stdout).toContain('needs Secret claims-system/claims-collector-forge with the key value');
      for (const [path, text] of Object.entries(readGolden('deployment/whole'))) {
        expect(readFileSync(join(folder.path, 'out', path), 'utf8')).toBe(text);
      }
      expect((await run('render', '--output', 'out', '--json')).json()).toMatchObject({ written: [] });
    });

    it('prints objects from the settings of a stack, and warns on stderr', async () => {
      const { hub, clusters } = smallInput();
      write('Pulumi.prod.yaml', emitYaml({ config: { 'infra:hub': hub, 'infra:clusters': clusters } }));
      const { exitCode, stdout, stderr } = await run('render', '--config', 'Pulumi.prod.yaml');
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^---\n# hub\/collector-tokens-west\.yaml\napiVersion: v1\nkind: ConfigMap\n/);
      expect(stderr).toContain('clusters.west.network.apiServerCidr is not set');
    });

    it('says all that is wrong, and writes nothing', async () => {
      const { hub, clusters } = smallInput({ image: 'claims:1.0' }, { kinds: [] });
      write('deployment.yaml', emitYaml({ hub, clusters }));
      const { exitCode, json } = await run('render', '--output', 'out', '--json');
      expect(exitCode).toBe(2);
      const { error } = json() as unknown as { error: { issues: { field: string }[] } };
      expect(error.issues.map(({ field }) => field)).toEqual(['hub.image', 'clusters.0.kinds']);
    });

    it('names a file that is not there', async () => {
      const { exitCode, stderr } = await run('render');
      expect([exitCode, stderr.includes("'deployment.yaml' cannot be read: ENOENT")]).toEqual([2, true]);
    });
  });

  describe('token', () => {
    it('prints the token alone into a pipe, and its hash beside', async () => {
      const { stdout, stderr } = await run('token', 'west');
      expect(stdout).toMatch(/^claims_[\w-]{43}\n$/);
      expect(stderr).toContain(createHash('sha256').update(stdout.trim()).digest('hex'));
      expect(stderr).not.toContain(stdout.trim());
      expect((await run('token', 'west')).stdout).not.toBe(stdout);
    });

    it('shows a person where both go', async () => {
      const { stdout } = await claims(['deploy', 'token', 'west'], { cwd: folder.path, tty: true });
      const [, token = ''] = /(claims_[\w-]{43})/.exec(stdout) ?? [];
      expect(stdout).toContain(createHash('sha256').update(token).digest('hex'));
      expect(stdout).toContain(`pulumi config set --secret --path 'tokens["west"]'`);
    });

    it('refuses what is not a name of a cluster', async () => {
      expect((await run('token', 'West/1')).exitCode).toBe(2);
    });
  });

  describe('doctor', () => {
    const found = async (...argv: string[]) => {
      const { exitCode, json } = await run('doctor', '--json', ...argv);
      const { checks } = json() as unknown as Checked;
      return { exitCode, checks: Object.fromEntries(checks.map((check) => [check.name, check])) };
    };

    it('says all that is missing where there is nothing', async () => {
      const { exitCode, checks } = await found();
      expect(exitCode).toBe(2);
      const bad = Object.values(checks).filter(({ status }) => status === 'failed');
      expect(bad.map(({ name }) => name)).toEqual(['configuration', 'engine', 'modules']);
    });

    it('passes what is there: engine, provider, tokens, rights', async () => {
      const { hub, clusters } = smallInput();
      const config = {
        'infra:hub': hub,
        'infra:clusters': clusters,
        'infra:access': { hub: { context: 'one' }, west: { context: 'two' } },
        'infra:tokens': { west: { secure: 'v1:sealed' } },
      };
      write('Pulumi.prod.yaml', emitYaml({ config }));
      program(
        'pulumi',
        `case "$1" in version) echo v3.200.0;; *) echo '[{"name":"kubernetes","kind":"resource","version":"4.24.1"}]';; esac`,
      );
      program(
        'kubectl',
        `case "$*" in *"create clusterroles"*"context=two"*) echo no; exit 1;; *) echo yes;; esac`,
      );
      const { checks } = await found('--config', 'Pulumi.prod.yaml');
      expect(Object.values(checks).map(({ name, status }) => `${name} ${status}`)).toEqual([
        'node ok',
        'configuration ok',
        'openness warning',
        'tokens ok',
        'engine ok',
        'provider ok',
        'modules failed',
        'rights in hub ok',
        'rights in west failed',
      ]);
      expect(checks['rights in west']?.detail).toBe(
        'context two may not create clusterroles.rbac.authorization.k8s.io',
      );
    });

    it('tells a token that the stack lacks, an engine that is old, and a cluster that is silent', async () => {
      const { hub, clusters } = smallInput();
      write('Pulumi.prod.yaml', emitYaml({ config: { 'infra:hub': hub, 'infra:clusters': clusters } }));
      program('pulumi', 'echo v3.100.0');
      program('kubectl', 'echo "error: context \\"x\\" does not exist" >&2; exit 1');
      const { checks } = await found('--config', 'Pulumi.prod.yaml', '--context', 'hub=x');
      expect(checks['tokens']?.detail).toBe('the stack has no token of west');
      expect(checks['engine']?.detail).toContain('3.200 or later is needed');
      expect(checks['rights in hub']?.detail).toContain('does not exist');
      expect(checks['rights in west']?.status).toBe('warning');
    });

    it('shows no hash and no token', async () => {
      const { hub, clusters } = smallInput({}, { tokenHashes: ['claims_NotAHashButTheToken0123456789'] });
      write('deployment.yaml', emitYaml({ hub, clusters }));
      const { stdout, stderr } = await run('doctor');
      expect(stdout + stderr).not.toContain('NotAHash');
      expect(HASH).toHaveLength(64);
    });
  });
});
