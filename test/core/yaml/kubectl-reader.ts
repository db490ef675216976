import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether `kubectl` is installed; tests that compare with it are skipped loudly where it is not. */
export const KUBECTL_INSTALLED =
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;

/** Reads a manifest as kubectl does, without a cluster; undefined where it refuses the text. */
export function readWithKubectl(manifest: string): { readonly spec?: unknown } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'claims-kubectl-'));
  try {
    const file = join(folder, 'manifest.yaml');
    writeFileSync(file, manifest);
    const output = execFileSync('kubectl', ['annotate', '--local', '-f', file, 'k=v', '-o', 'json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(output) as { spec?: unknown };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A manifest whose `spec` is the given text of a flow or block value, indented by the caller. */
export function manifestWith(spec: string): string {
  return `apiVersion: example.org/v1\nkind: Example\nmetadata: {name: example}\nspec: ${spec}\n`;
}
