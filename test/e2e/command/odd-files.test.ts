import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repairTarget } from '../../../toolkit/repair/repair-target';
import { verifyTarget } from '../../../toolkit/verify/verify-target';
import { deliver } from '../../../toolkit/deliver/deliver';
import { git } from '../../fixtures/git/git';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { soundRepository } from '../../harvester/invariants/sound-repository';
import { viewOf } from '../../harvester/invariants/view';
import { actionWorld, models, type ActionWorld } from '../../toolkit/action-world';

let world: ActionWorld;
let tree: string;

beforeEach(() => {
  world = actionWorld();
  tree = join(world.folder, 'tree');
  git(world.folder, ['init', '--quiet', '--initial-branch=main', tree]);
  for (const [path, text] of Object.entries(soundRepository())) write(path, text);
});

afterEach(() => {
  world.remove();
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), content);
}

function commit(): void {
  git(tree, ['add', '--all']);
  git(tree, ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x']);
}

async function problems(): Promise<string[]> {
  const found = await verifyTarget(world.context, await world.project({ target: tree }, true));
  return found.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

async function repaired(): Promise<readonly string[]> {
  const project = await world.project({ target: tree }, true);
  const result = await repairTarget(world.context, project, { orphans: 'remove' });
  return result.kind === 'folder' ? result.changed : ['a request'];
}

const UTF_16 = Buffer.from('\ufeffkind: Database\n', 'utf16le');
const LATIN_1 = Buffer.from('kind: Datab\xe4se\n', 'latin1');
const GIT_CRYPT = Buffer.concat([Buffer.from('\0GITCRYPT\0'), Buffer.from([0xff, 1, 2])]);
const BINARY = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe]);

test.each([
  ['a claim file', 'claims/infra/db/volumeclaim.yaml', UTF_16, 'the file is UTF-16 text, it must be UTF-8'],
  ['a claim file', 'claims/infra/db/volumeclaim.yaml', GIT_CRYPT, 'the file is encrypted with git-crypt'],
  ['a catalog entry', 'claims/infra/db/catalog-info.yaml', LATIN_1, 'the file is not UTF-8 text'],
  ['a file of nobody', 'claims/infra/db/picture.yaml', BINARY, 'the file is binary'],
  ['a kustomization', 'claims/infra/kustomization.yaml', LATIN_1, 'the file is not UTF-8 text'],
  ['the registry', 'claims/registry.yaml', UTF_16, 'the file is UTF-16 text, it must be UTF-8'],
  ['the locations', '.backstage/catalog-locations.yaml', GIT_CRYPT, 'the file is encrypted with git-crypt'],
  ['a ledger', 'claims/.claims/web/infra.ledger', LATIN_1, 'the file is not UTF-8 text'],
])('%s that is not UTF-8 is one problem, and repair removes nothing', async (_what, path, bytes, reason) => {
  write(path, bytes);
  expect(await problems()).toEqual([`file-unreadable ${path}: ${reason}`]);
  expect(await repaired()).toEqual([]);
  expect(readFileSync(join(tree, path))).toEqual(bytes);
});

test('a ledger that is a link is one problem, for those who look and for those who plan', async () => {
  mkdirSync(join(tree, 'claims/.claims/web'), { recursive: true });
  symlinkSync('../infra.ledger', join(tree, 'claims/.claims/web/infra.ledger'));
  expect(await problems()).toEqual([
    expect.stringContaining('file-unreadable claims/.claims/web/infra.ledger: it is a symbolic link'),
  ]);
  commit();
  git(tree, ['checkout', '--quiet', '-b', 'other']);
  const project = await world.project({ target: tree, project: 'shop' });
  const [result] = await deliver(world.context, project, models({ 'web/page': '1Gi' }));
  expect(result).toMatchObject({ action: 'created' });
});

describe('a sparse work tree', () => {
  beforeEach(() => {
    write('claims/infra/gone/volumeclaim.yaml', readFileSync(join(tree, 'claims/infra/db/volumeclaim.yaml')));
    commit();
    git(tree, ['sparse-checkout', 'set', 'claims/cli', '.backstage']);
  });

  test('has what is not checked out: nothing dangles, and it is read from Git', async () => {
    expect(existsSync(join(tree, 'claims/infra/db'))).toBe(false);
    expect(await problems()).toEqual([
      expect.stringMatching(/^orphan claims\/infra\/gone.*sparse/),
      expect.stringMatching(/^name-mismatch claims\/infra\/gone/),
    ]);
  });

  test('loses nothing by repair, orphans that are not checked out included', async () => {
    expect(await repaired()).toEqual([]);
    expect(git(tree, ['status', '--porcelain'])).toBe('');
  });

  test('tells of a file that a person removed', async () => {
    git(tree, ['sparse-checkout', 'disable']);
    git(tree, ['rm', '-r', '--quiet', 'claims/infra/db']);
    expect(await problems()).toContainEqual(expect.stringMatching(/^location-dangling/));
  });
});

test('a submodule is not a folder of this repository', async () => {
  commit();
  const inner = join(world.folder, 'inner');
  git(world.folder, ['clone', '--quiet', tree, inner]);
  git(tree, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'claims/infra/sub']);
  expect(existsSync(join(tree, 'claims/infra/sub/claims'))).toBe(true);
  expect(await problems()).toEqual([]);
});

test('what is in a folder that cannot be looked into is unknown: nothing in it dangles or goes', () => {
  const files = Object.entries(soundRepository()).filter(([path]) => !path.startsWith('claims/infra/db/'));
  const view = viewOf(Object.fromEntries(files));
  const closedFolders = new Map([['claims/infra/db', 'permission denied (EACCES)']]);
  const closed = { ...view, index: { ...view.index, closedFolders } };
  expect(verifyRepository(closed)).toMatchObject([
    { code: 'file-unreadable', path: 'claims/infra/db', message: 'the folder: permission denied (EACCES)' },
  ]);
  const clock = { now: () => new Date(0) };
  expect(planRepair(closed, { orphans: 'remove', clock, actor: 'me' }).edits.size).toBe(0);
});
