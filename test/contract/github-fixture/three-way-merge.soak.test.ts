import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';

import { runs, seed } from '../../runs';
import { countLines, mergeText } from '../../fixtures/github/three-way-merge';

// One Git process a run; ten times as many in the soak.
jest.setTimeout(600_000);

/** Distinct lines, so that there is one way only to see what changed. */
const base = fc
  .uniqueArray(fc.integer({ min: 0, max: 9999 }), { minLength: 0, maxLength: 12 })
  .map((list) => list.map((n) => `line ${n}\n`));

const edits = (tag: string) =>
  fc
    .array(fc.record({ at: fc.nat(12), remove: fc.nat(2), add: fc.nat(2), n: fc.nat(99) }), { maxLength: 3 })
    .map((list) => {
      return (lines: readonly string[]): string[] => {
        const next = [...lines];
        for (const { at, remove, add, n } of list) {
          const added = Array.from({ length: add }, (_, index) => `${tag} ${n} ${index}\n`);
          next.splice(Math.min(at, next.length), remove, ...added);
        }
        return next;
      };
    });

describe('the line merge of the GitHub fixture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'));

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('merges as git merge-file does', () => {
    const property = fc.property(base, edits('ours'), edits('theirs'), (lines, ours, theirs) => {
      const [a, o, b] = [ours(lines).join(''), lines.join(''), theirs(lines).join('')] as const;
      for (const [name, text] of Object.entries({ a, o, b })) writeFileSync(join(folder, name), text);
      const git = spawnSync('git', ['merge-file', '-p', 'a', 'o', 'b'], { cwd: folder, encoding: 'utf8' });
      expect(mergeText(o, a, b)).toBe(git.status === 0 ? git.stdout : undefined);
    });
    fc.assert(property, { numRuns: runs(80, 1500), seed: seed() });
  });

  test('counts lines as git diff does', () => {
    const property = fc.property(base, edits('new'), (lines, change) => {
      const [before, after] = [lines.join(''), change(lines).join('')];
      writeFileSync(join(folder, 'before'), before);
      writeFileSync(join(folder, 'after'), after);
      const stat = spawnSync('git', ['diff', '--no-index', '--numstat', 'before', 'after'], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout;
      const [additions = '0', deletions = '0'] = stat === '' ? [] : stat.split('\t');
      expect(countLines(before, after)).toEqual({
        additions: Number(additions),
        deletions: Number(deletions),
      });
    });
    fc.assert(property, { numRuns: runs(30, 500), seed: seed() });
  });

  test('a large text that changed all over is one piece, in no time', () => {
    const text = (tag: string) => Array.from({ length: 20_000 }, (_, index) => `${tag} ${index}\n`).join('');
    expect(countLines(text('a'), text('b'))).toEqual({ additions: 20_000, deletions: 20_000 });
    expect(mergeText(text('a'), text('b'), text('a'))).toBe(text('b'));
  });
});
