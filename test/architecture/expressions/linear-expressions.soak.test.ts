import { SOURCE_FOLDERS, sourceFiles } from '../source-files';
import { adversarialTexts } from './adversarial-texts';
import { collectExpressions } from './collect-expressions';
import { slowText } from './time-of-expression';

const expressions = sourceFiles(SOURCE_FOLDERS, ['.ts', '.js']).flatMap(
  (file) => collectExpressions(file).literals,
);

test('every regular expression of the source takes linear time on long texts with every ending', () => {
  const slow = expressions.flatMap(
    (expression) => slowText(expression, adversarialTexts(expression), 131_072) ?? [],
  );
  expect(expressions.length).toBeGreaterThan(200);
  expect(slow).toEqual([]);
});
