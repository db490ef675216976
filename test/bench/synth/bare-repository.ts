import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes a bare repository with one commit on `main` that holds a tree. */
export function bareRepository(folder: string, tree: Readonly<Record<string, string>>): string {
  const repository = join(folder, 'target.git');
  git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  const files = Object.entries(tree).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const commit =
    'commit refs/heads/main\ncommitter Bench <bench@example.org> 1767225600 +0000\ndata 4\nbase\n';
  git(repository, ['fast-import', '--quiet'], `${commit}${files.join('')}\n`);
  return repository;
}

function git(cwd: string, args: readonly string[], input?: string): void {
  const result = spawnSync('git', args, { cwd, input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
}
