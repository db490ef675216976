import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import type { JsonObject } from '../../../core/claim-model';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { emitClaimFile } from '../../../harvester/claim-file';
import { corpus } from '../../corpus';
import { claim } from '../../synth/plan/target';
import { handwriting, written } from '../../synth/adopt/odd-yaml';

const CLI = resolve(__dirname, '../../../build/cli/main.js');
const TSC = resolve(__dirname, '../../../node_modules/typescript/bin/tsc');
const whereBuilt = existsSync(CLI) ? test : test.skip;
const CLAIMS = 1000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims adopt '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function claims(
  cwd: string,
  ...args: string[]
): { status: number | null; json: Record<string, unknown>; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stderr, json: (stdout === '' ? {} : JSON.parse(stdout)) as Record<string, unknown> };
}

/** Every file of a tree, its ledgers and what Git keeps left out. */
function filesOf(root: string): Map<string, string> {
  return new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/\.(?:git|claims)(?:\/|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A tree as people leave it: comments, anchors, block texts, odd quoting, flow style, Windows line ends. */
function thousandClaims(): Record<string, string> {
  const files: Record<string, string> = {};
  const [styles = []] = fc.sample(fc.array(handwriting, { minLength: 40, maxLength: 40 }), {
    numRuns: 1,
    seed: 7,
  });
  for (let category = 0; category < 10; category += 1) {
    const names: string[] = [];
    for (let index = 0; index < CLAIMS / 10; index += 1) {
      const name = `claim-${category}-${index}`;
      const shared = { team: 'shop', stage: index % 2 === 0 ? 'on' : 'off', 'cost-center': '0815' };
      const { object } = claim(`area-${category}/${name}`, {
        kind: index % 3 === 0 ? 'VolumeClaim' : 'Database',
        spec: {
          size: '20Gi',
          labels: shared,
          selector: shared,
          mode: '0644',
          serial: 2n ** 60n + BigInt(index),
          script: `#!/bin/sh\nset -e\n\techo "\${HOME}" '${index}'\n`,
          ports: [80, 443, index],
          window: '12:30',
          nested: {
            list: [
              { name: 'a', value: null },
              { name: 'b', value: 1.5 },
            ],
            text: ' padded ',
          },
        },
      });
      const further = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${name}-settings` },
        data: shared,
      };
      const value = (index % 20 === 0 ? { ...object, documents: [further] } : object) as JsonObject;
      const style = styles[index % styles.length];
      files[`claims/area-${category}/${name}/${object.kind.toLowerCase()}.yaml`] =
        style === undefined ? emitClaimFile(value) : written(value, style);
      names.push(name);
    }
    files[`claims/area-${category}/kustomization.yaml`] = emitYaml({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: names,
    });
  }
  return files;
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: 'ignore' });
}

whereBuilt.each([false, true])(
  'a thousand claims in every handwriting: adopted, type-checked, merged without a changed byte, then nothing to do (split: %p)',
  (split) => {
    const target = join(folder, 'harvester');
    writeTree(target, thousandClaims());
    git(target, 'init', '-q', '-b', 'trunk');
    git(target, 'add', '-A');
    git(target, 'commit', '-q', '-m', 'Start');
    git(target, 'checkout', '-q', '--detach');
    const before = filesOf(target);
    const program = join(folder, 'program');
    const adopted = claims(folder, 'adopt', 'harvester', '--out', 'program', ...(split ? ['--split'] : []));
    expect([adopted.json['error'], adopted.json['leftOut']]).toEqual([undefined, []]);
    expect(adopted.json['claims']).toHaveLength(CLAIMS);
    execFileSync(process.execPath, [TSC, '-p', program], { stdio: 'inherit' });
    const merged = claims(program, 'pr', '--merge');
    expect([merged.status, merged.stderr]).toEqual([0, expect.any(String)]);
    git(target, 'checkout', '-q', 'trunk');
    const after = filesOf(target);
    for (const [path, text] of before) {
      if (!path.endsWith('kustomization.yaml')) expect([path, after.get(path)]).toEqual([path, text]);
    }
    expect(claims(program, 'diff', '--exit-code')).toMatchObject({
      status: 0,
      json: { changes: [], kept: [] },
    });
    git(target, 'checkout', '-q', '--detach');
    expect(claims(program, 'pr').json).toMatchObject({ action: 'none' });
  },
);

whereBuilt('init --from makes a project of its own, and a second run overwrites nothing', () => {
  const source = corpus('harvester');
  if (source === undefined) {
    expect('SKIPPED: no corpus').toContain('SKIPPED');
    return;
  }
  cpSync(source, join(folder, 'repo'), { recursive: true });
  const made = claims(folder, 'init', 'shop', '--from', 'repo', '--include-orphans');
  expect(made).toMatchObject({ status: 0, json: { project: 'shop', leftOut: [] } });
  const program = join(folder, 'shop');
  expect(claims(program, 'diff').json).toMatchObject({
    kept: [],
    summary: { claims: 5, changed: 0, removed: 0, replaced: 0 },
  });
  expect(claims(program, 'synth').status).toBe(0);
  expect(claims(folder, 'init', 'shop', '--from', 'repo')).toMatchObject({
    json: { error: { code: 'file-exists' } },
  });
});
