import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asImported, meantFile } from '../../../cli/program/meant-file';
import { temporaryFolder } from '../../fixtures/git/git';

describe('the file that an import meant', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    folder = temporaryFolder();
    for (const file of [
      ...[
        'infra.ts',
        'tasks.mts',
        'old.cts',
        'plain.js',
        'plain.mjs',
        'sizes.json',
        'lib/index.ts',
        'js/index.js',
      ],
      ...['both.ts', 'both.js', 'lib/db.ts'],
    ]) {
      const path = join(folder.path, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, '');
    }
  });
  afterAll(() => {
    folder.remove();
  });

  test.each([
    ['infra', './infra.ts'],
    ['infra.js', './infra.ts'],
    ['tasks', './tasks.mts'],
    ['tasks.mjs', './tasks.mts'],
    ['old.cjs', './old.cts'],
    ['plain', './plain.js'],
    ['sizes', './sizes.json'],
    ['lib', './lib/index.ts'],
    ['js', './js/index.js'],
    ['both', './both.ts'],
    ['inrfa.ts', './infra.ts'],
    ['lib/bd.ts', './lib/db.ts'],
    ['infrra', undefined],
    ['nothing.ts', undefined],
    ['nowhere/infra', undefined],
  ])('%s', (written, expected) => {
    const meant = meantFile(join(folder.path, written));
    expect(meant && asImported(join(folder.path, 'main.ts'), meant)).toBe(expected);
  });

  test('is written from where the import stands', () => {
    const [from, to] = ['lib/index.ts', 'infra.ts'].map((file) => join(folder.path, file));
    expect(asImported(from ?? '', to ?? '')).toBe('../infra.ts');
  });
});
