import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { loadAll } from 'js-yaml';
import type { RandomTree } from '../../fixtures/trees/random-tree';
import { toolPath } from '../tools/tool-path';

/** An object of a build, as kustomize writes it. */
export interface OracleObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What a build gives; undefined where it fails. */
export type OracleBuild = readonly OracleObject[] | undefined;

/** Writes a tree into a folder of its own while something is done with it. */
export async function withTree<Result>(
  tree: Pick<RandomTree, 'files' | 'links'>,
  use: (top: string) => Promise<Result>,
): Promise<Result> {
  const top = mkdtempSync(join(tmpdir(), 'claims-applied-'));
  try {
    for (const [path, text] of tree.files) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), text);
    }
    for (const [path, target] of tree.links) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      symlinkSync(target, join(top, path));
    }
    return await use(top);
  } finally {
    rmSync(top, { recursive: true });
  }
}

/** What the real kustomize builds of a folder, with or without its load restrictor. */
export async function oracleBuild(folder: string, restricted: boolean): Promise<OracleBuild> {
  const options = restricted ? [] : ['--load-restrictor', 'LoadRestrictionsNone'];
  try {
    const { stdout } = await promisify(execFile)(await toolPath('kustomize'), ['build', ...options, folder], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return (loadAll(stdout) as (OracleObject | null)[]).filter((object) => object !== null);
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (typeof code !== 'number') throw error;
    if (process.env['CLAIMS_ORACLE_ERRORS'] !== undefined) process.stderr.write(`${stderr ?? ''}\n`);
    return undefined;
  }
}
