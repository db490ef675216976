import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { toolPath } from '../tools/tool-path';

/** What a real `kustomize build` makes of files, by path; undefined where it fails. */
export async function kustomizeBuild(
  files: Readonly<Record<string, string>>,
  folder = '.',
): Promise<string | undefined> {
  const top = mkdtempSync(join(tmpdir(), 'claims-kustomize-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), text);
    }
    const { stdout } = await promisify(execFile)(await toolPath('kustomize'), ['build', join(top, folder)]);
    return stdout;
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'number') return undefined;
    throw error;
  } finally {
    rmSync(top, { recursive: true });
  }
}
