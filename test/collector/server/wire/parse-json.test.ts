import { messageRedactor } from '../../../../collector/server/wire/message-redactor';
import { parseJsonBody } from '../../../../collector/server/wire/parse-json';
import { leastCpuTime } from '../../../cpu-time';

const MB = 2 ** 20;

it.each([
  ['{"a":[1,"b",null,true,{"c":-1.5e3}]}', { a: [1, 'b', null, true, { c: -1500 }] }],
  ['"\\ud83d\\ude00"', '\u{1f600}'],
  ['["\\ud800","\\udc00\\ud800","a\\uDBFFb"]', ['\ufffd', '\ufffd\ufffd', 'a\ufffdb']],
  ['"\\\\ud800"', '\\ud800'],
  ['"\\u00e9"', 'é'],
])('%s is read with halves of characters replaced', (text, value) => {
  expect(parseJsonBody(Buffer.from(text))).toEqual(value);
});

it.each(['', '{', '[1,]', 'NaN', '{"a":1}x', '\ufeff{}'])('%j is not JSON', (text) => {
  expect(() => parseJsonBody(Buffer.from(text))).toThrow(SyntaxError);
});

it.each([
  ['lists', `[${'[],'.repeat(MB)}[]]`],
  ['objects', `[${'{},'.repeat(MB)}{}]`],
  ['levels', '['.repeat(MB) + ']'.repeat(MB)],
  ['levels behind a long text', `["${'x'.repeat(MB)}",${'['.repeat(100)}${']'.repeat(100)}]`],
])('a long text of many %s is refused before it is taken apart', (_what, text) => {
  expect(() => parseJsonBody(Buffer.from(text))).toThrow('too many objects and lists');
});

it.each([
  ['brackets in a text', JSON.stringify(['[{'.repeat(MB), '\\"[[[['.repeat(MB / 8)])],
  ['backslashes before a quote', JSON.stringify(['\\'.repeat(MB + 1), '[['.repeat(MB)])],
  [
    'many objects within objects',
    `{"r":[${Array<string>(9_999)
      .fill(`[${'{},'.repeat(30)}{}]`)
      .join()}]}`,
  ],
])('a long text with %s is taken', (_what, text) => {
  expect(JSON.stringify(parseJsonBody(Buffer.from(text)))).toHaveLength(text.length);
});

it('judges any text in linear time', () => {
  const texts = ['\\"'.repeat(MB), `"${'\\'.repeat(2 * MB)}`, '"'.repeat(2 * MB), '[]'.repeat(MB)];
  for (const text of texts) {
    const time = leastCpuTime(() => {
      expect(() => parseJsonBody(Buffer.from(text))).toThrow(SyntaxError);
    }, 500);
    expect(time).toBeLessThan(500);
  }
});

it('a redactor remembers messages, not more of them than there is room for', () => {
  const redact = messageRedactor();
  const secret = 'postgres://app:hunter2hunter2@db/x';
  expect(redact(secret)).not.toContain('hunter2');
  for (let index = 0; index < 1_500; index++) redact(`${index}${'x'.repeat(4_000)}`);
  expect(redact(secret)).not.toContain('hunter2');
});
