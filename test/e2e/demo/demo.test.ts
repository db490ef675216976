import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function demo(env: Readonly<Record<string, string>>): Promise<Ended> {
  const args = ['-C', 'cdk8s-claims-source', '-r', 'ts-node/register', join(ROOT, 'cli/main.ts'), 'demo'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
          stdout,
          stderr,
        });
      },
    );
  });
}

test('the demo plays the whole flow, coloured where it is wanted, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
  try {
    const plain = await demo({ TMPDIR: folder });
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    for (const said of [
      '$ claims synth',
      '$ claims diff',
      '$ claims pr',
      'change request merged',
      'nothing to change',
      'PersistentVolume shop-media-x7f2p: QuotaExceeded: no more disks',
    ]) {
      expect(plain.stdout).toContain(said);
    }
    expect(plain.stdout).not.toContain('\u001b[');
    // ts-node's own cache is not ours.
    expect(readdirSync(folder).filter((name) => !name.startsWith('v8-compile-cache'))).toEqual([]);
    expect((await demo({ TMPDIR: folder, FORCE_COLOR: '1' })).stdout).toContain('\u001b[');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
