import { adversarialTexts } from '../../architecture/expressions/adversarial-texts';
import { collectExpressions } from '../../architecture/expressions/collect-expressions';
import { slowText } from '../../architecture/expressions/time-of-expression';
import { SOURCE_FOLDERS, sourceFiles } from '../../architecture/source-files';

const expressions = sourceFiles(SOURCE_FOLDERS, ['.ts', '.js']).flatMap(
  (file) => collectExpressions(file).literals,
);

test('every regular expression of the source takes linear time on texts made from itself to slow it down', () => {
  const slow = expressions.flatMap(
    (expression) => slowText(expression, adversarialTexts(expression), 2048) ?? [],
  );
  expect(slow).toEqual([]);
});

describe('the judge of time', () => {
  const expression = (source: string, flags = '') => ({ place: source, source, flags });

  it.each([
    ['/+$'],
    ['(a+)+b'],
    ['cannot lock ref .*is at'],
    ['[a-z][a-z0-9+.-]*://'],
    ['\\s*\\n\\s*'],
    ['<!--[^]*?-->'],
    ['^metadata:.*\\n(?:(?:[ ]+.*|#.*|)\\r?\\n)*?[ ]+name:', 'm'],
    ['x(?=.*y)', 'g'],
  ])('take %s for slow', (source, flags = '') => {
    expect(
      slowText(expression(source, flags), adversarialTexts(expression(source, flags)), 8192),
    ).toBeDefined();
  });

  it.each([
    ['^[a-z]+$'],
    ["unable to create '[^']*\\.lock'"],
    ['\\(([^()]*)\\)\\s*$'],
    ['(?<![\\w.-])[\\w.-]{1,64}:'],
    ['[^a-z]+', 'g'],
    ['^(?:[a-z]+,)*$'],
  ])('take %s for linear', (source, flags = '') => {
    expect(
      slowText(expression(source, flags), adversarialTexts(expression(source, flags)), 8192),
    ).toBeUndefined();
  });
});
