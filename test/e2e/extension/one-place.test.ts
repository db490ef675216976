import { mkdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { writeProject } from '../../cli/cli-run';
import { ChangedSource } from './changed-source';

let folder: ReturnType<typeof temporaryFolder>;
let source: ChangedSource;
let main: string;

/** What an extension would write: each in a place of its own, and nothing else. */
beforeAll(() => {
  folder = temporaryFolder();
  source = new ChangedSource(join(folder.path, 'cli'));
  // An error: an entry of the catalogue.
  source.put(
    'core/errors/plan-errors.ts',
    'export const PLAN_ERRORS = {\n',
    `<mark>  'name-unlucky': {
    kind: 'policy',
    title: 'a claim has an unlucky name',
    cause: 'Its name ends with 13.',
    hint: 'Take another number.',
    example: 'apps/shop-13: unlucky',
  },
`,
  );
  // A rule: an entry of the list.
  source.put(
    'synth/policy/rules.ts',
    'export const RULES: readonly Rule[] = [',
    `${[
      'const luck: Rule = {',
      '  onCreate: ({ name, constructPath: construct }) =>',
      "    name.endsWith('13') ? [{ code: 'name-unlucky', message: `'${name}' is unlucky`, construct }] : [],",
      '};',
    ].join('\n')}\n<mark>luck, `,
  );
  // A file of each claim: a role and its line.
  source.add(
    'harvester/claim-files/notes-role.ts',
    `import type { ClaimModel } from '../../core/claim-model';
import { blobObjectId } from '../../core/git/object-id';
import type { ClaimRole } from './claim-role';

const text = ({ name }: ClaimModel): string => \`note: what to know about \${name}\\n\`;

export const NOTES: ClaimRole = {
  name: 'notes',
  fileName: 'notes.yaml',
  edits: 'keep',
  writer: ({ format }) => ({
    objectId: (model) => blobObjectId(text(model), format),
    text,
    value: ({ name }) => ({ note: \`what to know about \${name}\` }),
  }),
};
`,
  );
  source.put(
    'harvester/claim-files/claim-roles.ts',
    "import { KUSTOMIZATION } from './kustomization-role';\n",
    "<mark>import { NOTES } from './notes-role';\n",
  );
  source.put('harvester/claim-files/claim-roles.ts', 'CATALOG_INFO]', 'CATALOG_INFO, NOTES]');
  // A setting: a row.
  source.put(
    'core/config/settings.ts',
    '      base: {\n',
    `      motto: {
        schema: text,
        about: 'What the project lives by.',
        default: 'slowly',
        variable: 'CLAIMS_MOTTO',
        rule: (value) => (value === 'never' ? 'is not a motto' : undefined),
        flag: { flags: '--motto <text>', description: 'what to live by', group: 'target' },
      },
<mark>`,
  );
  // A forge: its folder, and a line in the table of kinds.
  source.add(
    'gitops/forge/letterbox/letterbox-forge.ts',
    `import type { TargetRepository } from '../../git/target-repository';
import type { Forge } from '../forge';
import { createPlainGitForge } from '../plain-git/plain-git-forge';

export function createLetterboxForge(repository: TargetRepository): Forge {
  const forge = createPlainGitForge(repository);
  return { ...forge, capabilities: { ...forge.capabilities, titleLength: 40 } };
}
`,
  );
  source.put('core/config/forge-kinds.ts', '  git: undefined,\n', '<mark>  letterbox: undefined,\n');
  source.put(
    'gitops/forge/forge-kinds.ts',
    '  git: createPlainGitForge,\n',
    '<mark>  letterbox: createLetterboxForge,\n',
  );
  source.put(
    'gitops/forge/forge-kinds.ts',
    "import { createPlainGitForge } from './plain-git/plain-git-forge';\n",
    "<mark>import { createLetterboxForge } from './letterbox/letterbox-forge';\n",
  );
  main = source.compile();
});

afterAll(() => {
  folder.remove();
});

function project(name: string, claims: readonly string[], settings = ''): { cwd: string; target: string } {
  mkdirSync(join(folder.path, name));
  const target = bareRepository(join(folder.path, name), { 'README.md': 'hello\n' });
  const cwd = join(folder.path, name, 'project');
  writeProject(
    cwd,
    claims.map((key) => ({ key })),
    `  target: ${target}\n  project: shop\n${settings}`,
  );
  return { cwd, target };
}

function run(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): { exitCode: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

describe('written in one place, the tool picks up', () => {
  it('all of them, to the satisfaction of the compiler', () => {
    expect(source.typeErrors()).toBe('');
  });

  it('an error, which explain knows', () => {
    const explained = run(folder.path, ['explain', 'name-unlucky']);
    expect(explained).toMatchObject({ exitCode: 0 });
    expect(explained.stdout).toContain('Take another number.');
  });

  it('a rule, which stops diff and pr with its error', () => {
    const { cwd } = project('rule', ['apps/shop-13', 'apps/blog']);
    for (const command of ['diff', 'pr']) {
      const refused = run(cwd, [command, '--json']);
      expect(refused.exitCode).toBe(4);
      expect(JSON.parse(refused.stdout)).toMatchObject({
        error: { issues: [{ code: 'name-unlucky', message: "'shop-13' is unlucky" }] },
      });
    }
  });

  it('a file of claims, which is written, owned, kept where a person changed it, and removed with the claim', () => {
    const { cwd, target } = project('role', ['apps/shop', 'apps/blog']);
    expect(run(cwd, ['pr', '--merge'])).toMatchObject({ exitCode: 0 });
    expect(git(target, ['show', 'main:claims/apps/shop/notes.yaml'])).toBe('note: what to know about shop');
    expect(git(target, ['show', 'main:claims/.claims/shop/apps.ledger'])).toContain(
      'claims/apps/shop/notes.yaml',
    );
    writeProject(cwd, [{ key: 'apps/blog' }], `  target: ${target}\n  project: shop\n`);
    const removed = run(cwd, ['pr', '--merge', '--acknowledge', 'apps/shop']);
    expect(removed).toMatchObject({ exitCode: 0 });
    const left = git(target, ['ls-tree', '-r', '--name-only', 'main']);
    expect(left).not.toContain('claims/apps/shop/');
    expect(left).toContain('claims/apps/blog/notes.yaml');
    seedCommit(target, { 'claims/apps/blog/notes.yaml': 'note: mine\n' });
    const kept = run(cwd, ['diff', '--json']);
    expect(JSON.parse(kept.stdout)).toMatchObject({
      kept: [{ path: 'claims/apps/blog/notes.yaml' }],
      files: [],
    });
  });

  it('a setting, from the file, a variable and a flag, with its rule, in the help and where it is misspelt', () => {
    const { cwd } = project('setting', ['apps/shop'], '  motto: never\n');
    const said = (args: readonly string[], env: Record<string, string> = {}): string => {
      const { exitCode, stdout } = run(cwd, ['diff', '--json', ...args], env);
      return exitCode === 0 ? 'accepted' : stdout;
    };
    expect(said([])).toContain('gitops.motto');
    expect(said([])).toContain('is not a motto');
    expect(said([], { CLAIMS_MOTTO: 'often' })).toBe('accepted');
    expect(said(['--motto', 'never'], { CLAIMS_MOTTO: 'often' })).toContain('--motto');
    expect(said(['--motto', 'often'])).toBe('accepted');
    expect(run(cwd, ['diff', '--help']).stdout).toContain('--motto <text>');
    const { cwd: misspelt } = project('misspelt', ['apps/shop'], '  moto: often\n');
    expect(run(misspelt, ['diff', '--json']).stdout).toContain('motto');
  });

  it('a forge, which requests are opened on and merged', () => {
    const { cwd, target } = project('forge', ['apps/shop'], '  forge:\n    type: letterbox\n');
    const opened = run(cwd, ['pr', '--json']);
    expect(opened).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(opened.stdout)).toMatchObject({ action: 'created' });
    expect(JSON.parse(run(cwd, ['pr', '--merge', '--json']).stdout)).toMatchObject({ action: 'merged' });
    expect(git(target, ['ls-tree', '-r', '--name-only', 'main'])).toContain(
      'claims/apps/shop/volumeclaim.yaml',
    );
    const { cwd: unknown } = project('unknown', ['apps/shop'], '  forge:\n    type: letterbx\n');
    expect(run(unknown, ['diff', '--json']).stdout).toContain('letterbox');
  });
});
