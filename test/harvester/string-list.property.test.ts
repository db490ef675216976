import fc from 'fast-check';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { editStringList, readStringList, sameItem } from '../../harvester/string-list';
import { regularList } from '../../harvester/text/regular-document';
import { FOREIGN_CHARACTER } from '../core/yaml/foreign-text';
import { runs, seed } from '../runs';
import { kustomizationText, libraryList } from './list-text';
import { damage, damaged } from './registry/registry-text';

const PATH = ['resources'];
const FILE = 'claims/infra/kustomization.yaml';
const NAMES = [
  'a',
  'b',
  'b2',
  'd',
  'e',
  'f',
  'new',
  '0',
  '../h/catalog-info.yaml',
  'true',
  './a',
  'b/',
  'it: odd',
  "q'",
] as const;

function read(text: string): string[] | undefined {
  try {
    return readStringList(text, PATH, FILE).map(({ value }) => value);
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.code === 'target-file-unreadable') return undefined;
    throw error;
  }
}

test('reads what the YAML library reads, also of damaged text', () => {
  fc.assert(
    fc.property(kustomizationText, damage, fc.boolean(), (text, changes, whole) => {
      const input = whole ? text : damaged(text, changes);
      const found = read(input);
      if (found === undefined && FOREIGN_CHARACTER.test(input)) return;
      expect(found).toEqual(libraryList(input, PATH));
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

test('knows the line of each item', () => {
  fc.assert(
    fc.property(kustomizationText, (text) => {
      const lines = text.split('\n');
      for (const item of regularList(text, PATH)?.items ?? []) {
        expect(lines[item.line - 1]).toContain(text.slice(item.start, item.end));
      }
    }),
    { numRuns: runs(90, 3000), seed: seed() },
  );
});

const change = fc.record({
  add: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
  remove: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
});

test('adds and removes what was asked for, in order, and keeps every other line', () => {
  fc.assert(
    fc.property(kustomizationText, change, (text, { add, remove }) => {
      const before = libraryList(text, PATH);
      if (before === undefined) return;
      let after: string;
      try {
        after = editStringList(text, PATH, { add, remove }, FILE);
      } catch (error) {
        expect(ToolkitError.isToolkitError(error) && error.code).toBe('target-file-unreadable');
        return;
      }
      const gone = new Set(remove.map(sameItem));
      const kept = before.filter((item) => !gone.has(sameItem(item)));
      const keptSame = new Set(kept.map(sameItem));
      const wanted = [
        ...kept.map(sameItem),
        ...new Set(add.map(sameItem).filter((item) => !keptSame.has(item))),
      ];
      const result = libraryList(after, PATH);
      expect(result?.map(sameItem).sort()).toEqual(wanted.sort());
      // What was there keeps its order and spelling.
      const positions = kept.map((item) => result?.indexOf(item) ?? -1);
      expect(positions.every((position) => position >= 0)).toBe(true);
      expect(result?.filter((item) => kept.includes(item))).toEqual(kept);
      const [lines, left] = [foreignLines(text), foreignLines(after)];
      // Comments above an entry go with it, and nothing else does.
      const isComment = (line: string): boolean => kept.length < before.length && /^\s*#/.test(line);
      expect(left.filter((line) => !isComment(line))).toEqual(lines.filter((line) => !isComment(line)));
      expect(left.length).toBeLessThanOrEqual(lines.length);
      const isQuoted = readStringList(text, PATH, FILE).some(({ notText }) => notText);
      if (kept.length === before.length && wanted.length === kept.length && !isQuoted) {
        expect(after).toBe(text);
      }
    }),
    { numRuns: runs(300, 10_000), seed: seed() },
  );
});

/** Lines that are neither items nor the key of the list, comments of their own included. */
function foreignLines(text: string): string[] {
  const lines = text.replace(/(?<=^\uFEFF?resources: )\[[^\]]*\]/ms, '').split(/\r?\n/);
  return lines.filter((line) => !/^\s*(?:- |\uFEFF?resources:)/.test(line) && line.trim() !== '');
}

test('gives the same text back when it is asked for what is there', () => {
  fc.assert(
    fc.property(kustomizationText, (text) => {
      const items = libraryList(text, PATH);
      if (items === undefined || items.length === 0) return;
      const wrong = readStringList(text, PATH, FILE).filter(({ notText }) => notText);
      fc.pre(wrong.length === 0);
      expect(editStringList(text, PATH, { add: items, remove: ['absent'] }, FILE)).toBe(text);
    }),
    { numRuns: runs(150, 5000), seed: seed() },
  );
});

test('treats a list below another key as it treats one at the top', () => {
  fc.assert(
    fc.property(kustomizationText, change, (text, { add, remove }) => {
      if (/^(?:\uFEFF|---|\.\.\.)|\r|\n\.\.\./.test(text)) return;
      const nested = `kind: Location\nspec:\n${indented(text)}`;
      const path = ['spec', 'resources'];
      const before = libraryList(nested, path);
      if (before === undefined || before.length === 0) return;
      const items = readStringList(nested, path, FILE);
      expect(items.map(({ value }) => value)).toEqual(before);
      expect(editStringList(nested, path, { add, remove }, FILE)).toBe(
        `kind: Location\nspec:\n${indented(editStringList(text, PATH, { add, remove }, FILE))}`,
      );
    }),
    { numRuns: runs(150, 5000), seed: seed() },
  );
});

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
