import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expectGolden } from '../../golden-folder';
import { temporaryFolder } from '../../fixtures/git/git';
import { containerEnvironment, describeWithTerminal, installPacked } from './packed-install';
import { inTerminal, type Seen } from './pseudo-terminal';

const PROJECT = join(__dirname, '../../..');

/** Lines of the shell block below a heading of a page. */
function documented(page: string, heading: string): string[] {
  const text = readFileSync(join(PROJECT, page), 'utf8');
  const section = text.slice(text.indexOf(`\n## ${heading}\n`));
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1]?.trim().split('\n') ?? [];
}

describeWithTerminal('the first hour, from the documentation alone', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let env: Record<string, string>;
  let cwd: string;
  beforeAll(() => {
    folder = temporaryFolder();
    installPacked(folder.path);
    cwd = join(folder.path, 'checkout');
    mkdirSync(cwd);
    env = containerEnvironment();
  });
  afterAll(() => {
    folder.remove();
  });

  const shown = (line: string, { exitCode, text }: Seen): string => {
    const steady = text
      .replaceAll(realpathSync(folder.path), '<folder>')
      .replaceAll(folder.path, '<folder>')
      .replace(/\b[0-9a-f]{40}\b/g, '<commit>')
      .replace(/\b[0-9a-f]{12,16}\b/g, '<hash>')
      // Progress is shown where a step takes long, which depends on the machine.
      .replace(/^… .*\n/gm, '')
      .replace(/^(ok +(?:node|git)): .*$/gm, '$1: <version>')
      .replace(/(?:\d+ (?:second|minute)s?|less than a minute) old/g, '<age> old');
    return `$ ${line}\n${steady.trimEnd()}${exitCode === 0 ? '' : `\n(exit code ${exitCode})`}\n`;
  };
  /** Types a line, and fails where it leads nowhere. */
  const type = (line: string, exitCode = 0): string => {
    if (line.startsWith('cd ')) {
      cwd = resolve(cwd, line.slice(3));
      return `$ ${line}\n`;
    }
    // The packages of the new project are those of the folder above it.
    if (line === 'npm install') return `$ ${line}\n`;
    const seen = inTerminal(line, cwd, env);
    expect(`${line} ${seen.exitCode}\n${seen.exitCode === exitCode ? '' : seen.text}`).toBe(
      `${line} ${exitCode}\n`,
    );
    for (const row of seen.text.split('\n')) {
      if (!/^\s*(?:npx|\$|git|http|cd) ?/.test(row)) expect(row.length).toBeLessThanOrEqual(80);
    }
    return shown(line, seen);
  };

  test('a developer, a CI engineer and a reviewer get where they want, and see what the goldens hold', () => {
    const developer = documented('README.md', 'Five minutes').map((line) => type(line));
    const source = join(cwd, 'main.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace('20Gi', '30Gi'));
    developer.push(type('npx claims diff'), type('npx claims plan', 2));
    const engineer = [
      type('npx claims doctor'),
      type('npx claims diff --exit-code --quiet', 3),
      type('npx claims pr'),
      type('npx claims pr'),
    ];
    const reviewer = [
      type('npx claims pr --show'),
      type('npx claims list'),
      type('npx claims diff infra/app-data'),
      type('npx claims explain kept', 2),
      type('npx claims registry verify'),
    ];
    expectGolden('first-hour', {
      'developer.txt': developer.join('\n'),
      'ci-engineer.txt': engineer.join('\n'),
      'reviewer.txt': reviewer.join('\n'),
    });
    const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { dependencies: object };
    expect(Object.values(manifest.dependencies)).toContainEqual(expect.stringMatching(/^file:.*\.tgz$/));
  });
});
