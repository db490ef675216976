import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');

test('every promise of docs/security.md names tests that are there', () => {
  const page = readFileSync(join(PROJECT, 'docs/security.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| [A-Z`]/.test(line) && line.split('|').length === 4);
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const named = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
    expect([row, named.filter((path) => !existsSync(join(PROJECT, path)))]).toEqual([row, []]);
    expect([
      row,
      named.length > 0 ||
        row.endsWith('| the same |') ||
        row.startsWith('| token') ||
        row.startsWith('| your'),
    ]).toEqual([row, true]);
  }
});
