import { gitVersion } from '../../../toolkit/target/git-version';
import type { CommandContext } from '../../command/command-module';
import { passed, warned, failed, type Check } from './check';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** Oldest Git that works at all (`rev-parse --path-format`, object formats). */
const GIT_NEEDED = [2, 31] as const;
/** From here on Git can tell what a merge gives without a work tree (`merge-tree --write-tree`). */
const GIT_ADVISED = [2, 38] as const;
/** As in package.json. */
const NODE_NEEDED = [22, 19] as const;

/** @param version - as in `process.versions.node` */
export function checkNode(version: string): Check {
  if (isBelow(version, NODE_NEEDED)) {
    return failed(
      'node',
      new ToolkitError('config-value-invalid', `${version} is too old, 22.19 or later is needed`),
    );
  }
  return passed('node', version);
}

/** @throws ToolkitError `git-not-installed` */
export async function checkGit(context: CommandContext): Promise<Check> {
  return judgeGit(await gitVersion(context));
}

/** @param said - what `git version` prints */
export function judgeGit(said: string): Check {
  const version = /^git version (\d+\.\d+\S*)/.exec(said)?.[1];
  const hint = 'Install Git 2.38 or later.';
  if (version === undefined) return warned('git', `the version is not understood: ${said}`, hint);
  if (isBelow(version, GIT_NEEDED)) {
    return { name: 'git', status: 'failed', detail: `${version} is too old`, hint, kind: 'config' };
  }
  if (isBelow(version, GIT_ADVISED)) {
    return warned('git', `${version} works, but cannot tell whether an open request still merges`, hint);
  }
  return passed('git', version);
}

function isBelow(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first < major || (first === major && second < minor);
}
