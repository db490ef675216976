import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claims } from '../../cli/cli-run';
import { git } from '../../fixtures/git/git';
import { authorFolder } from '../../installed-package';

const README = join(__dirname, '../../../README.md');

/** The shell block below a heading. */
function shellBlock(document: string, heading: string): string[] {
  const section = document.slice(document.indexOf(`\n## ${heading}\n`));
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1]?.trim().split('\n') ?? [];
}

test("the README's five minutes work as they stand", async () => {
  // Holds the package for every folder below; `npm install` would put it into the project itself.
  const author = authorFolder();
  try {
    let cwd = join(author.path, 'checkout');
    mkdirSync(cwd);
    const lines = shellBlock(readFileSync(README, 'utf8'), 'Five minutes');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const [command = '', ...args] = line.split(' ');
      if (command === 'cd') cwd = resolve(cwd, args[0] ?? '');
      else if (command === 'git') git(cwd, args);
      else if (command === 'npx') {
        // Types come from a build, which a test does not need.
        const run = await claims(args.slice(1), { cwd, env: { CLAIMS_TYPE_CHECK: 'false' } });
        expect(`${line}\n${run.stderr}${run.exitCode}`).toBe(`${line}\n0`);
      } else expect(line).toBe('npm install');
    }
    const subject = git(join(author.path, 'harvester.git'), ['log', '--format=%s', 'main']);
    expect(subject).toBe('claims(my-claims): add infra/app-data');
  } finally {
    author.remove();
  }
}, 60_000);
