import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { excerptLines, sourceReader } from '../../../cli/output/source-excerpt';
import { cellWidth } from '../../../report/text/cell-width';
import { PLAIN_STYLE } from '../../../report/text/style';
import { temporaryFolder } from '../../fixtures/git/git';

describe('the line of a mistake', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  function excerpt(text: string, column: number | undefined, columns = Infinity): string[] {
    writeFileSync(join(folder.path, 'main.ts'), text);
    const found = sourceReader(folder.path)({
      file: 'main.ts',
      line: 1,
      ...(column !== undefined && { column }),
    });
    return found === undefined ? [] : excerptLines(found, PLAIN_STYLE, columns);
  }

  test('has a mark below the place, wherever the line begins', () => {
    expect(excerpt('  const size = x;', 16)).toEqual(['    | const size = x;', '    |              ^']);
    expect(excerpt('const size = x;', undefined)).toEqual(['    | const size = x;']);
  });

  test.each([40, 60, 80, 120])('keeps the place in view in %d columns, however long it is', (columns) => {
    const text = `${'before '.repeat(40)}HERE${' after'.repeat(40)}`;
    for (const at of [0, 30, text.indexOf('HERE'), text.length - 1]) {
      const [line = '', mark = ''] = excerpt(text, at + 1, columns);
      expect(line.length).toBeLessThanOrEqual(columns);
      expect(line[mark.indexOf('^')]).toBe(text[at]);
    }
  });

  test('has no mark where what stands before it is hidden: it would point elsewhere', () => {
    const [line, ...more] = excerpt("new Shop({ password: 'hunter27x', size: 3 });", 36);
    expect(line).not.toContain('hunter27x');
    expect(more).toEqual([]);
    expect(excerpt("new Shop({ password: 'hunter27x', size: 3 });", 1)).toHaveLength(2);
  });

  test.each([
    ['a tab inside', "a:\t\t'x' + HERE", 'HERE'],
    ['tabs before', '\t\tconst x = HERE;', 'HERE'],
    ['Chinese before', "name: '東京', HERE", 'HERE'],
    ['marks before', "name: 'cafe\u0301', HERE", 'HERE'],
    ['an emoji before', "name: '🚀🚀', HERE", 'HERE'],
    ['an emoji at the place', "name: '🚀'", '🚀'],
    ['a no-break space before', 'size\u00a0= HERE', 'HERE'],
    ['a carriage return at the end', 'const x = HERE\r', 'HERE'],
  ])('has its mark below the place with %s, in any width', (_what, text, place) => {
    for (const long of [text, `${text}${' after'.repeat(40)}`, `${'前 before '.repeat(30)}${text}`]) {
      for (const columns of [40, 80, 200, Infinity]) {
        const [line = '', mark = ''] = excerpt(long, long.indexOf(place) + 1, columns);
        expect(cellWidth(line)).toBeLessThanOrEqual(columns);
        expect(line).toContain(place);
        expect(mark.indexOf('^')).toBe(cellWidth(line.slice(0, line.indexOf(place))));
      }
    }
  });

  test('has its mark behind the last character where something is missing there', () => {
    const text = "const size = '20Gi'";
    const [line = '', mark] = excerpt(text, text.length + 1);
    expect(mark).toBe(`    |${' '.repeat(line.length - 5)}^`);
    expect(excerpt(`${text}  `, text.length + 3)).toEqual([line, mark]);
  });

  test('is none where the place is too far behind the beginning of a line to be shown', () => {
    expect(excerpt(`${'x '.repeat(3000)}HERE`, 6001)).toEqual([]);
    expect(excerpt(`${'x '.repeat(3000)}HERE`, 3)).toHaveLength(2);
  });

  test('is none where the file has no such line', () => {
    expect(excerpt('\n', 3)).toEqual([]);
  });
});
