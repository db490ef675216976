import { wrapText } from '../../../report/text/wrap-text';
import { visible } from '../../../report/text/shown';
import { ERROR_CATALOGUE } from '../../../core/errors/catalogue';
import { COMMANDS } from '../../../cli/command/command-table';

/** What a text has between backticks. */
function copied(text: string): string[] {
  return text.split('`').filter((_, index) => index % 2 === 1);
}

/** Every text that is wrapped for a terminal and names commands. */
const TEXTS = [
  ...Object.values(ERROR_CATALOGUE).flatMap(({ cause, hint }) => [cause, hint]),
  ...COMMANDS.map(({ description }) => description),
].filter((text) => copied(text).length > 0);

test.each([20, 40, 80])('a command to copy is on one line in %d columns', (columns) => {
  expect(TEXTS.length).toBeGreaterThan(100);
  for (const text of TEXTS) {
    const wrapped = wrapText(visible(text), columns, '  ');
    for (const command of copied(text)) expect(wrapped).toContain(`\`${command}\``);
    expect(
      wrapped
        .split('\n')
        .map((row) => row.trim())
        .join(' '),
    ).toBe(text);
  }
});

test('a backtick without its other one glues nothing together', () => {
  expect(wrapText(visible('one ` two three four five'), 10)).toBe('one ` two\nthree four\nfive');
});
