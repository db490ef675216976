import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { excerptLines, sourceReader } from '../../../cli/output/source-excerpt';
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

  test('is none where the file has no such line', () => {
    expect(excerpt('\n', 3)).toEqual([]);
  });
});
