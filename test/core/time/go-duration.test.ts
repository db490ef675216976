import { parseGoDuration } from '../../../core/time/go-duration';

test.each<[string, number]>([
  ['0', 0],
  ['-0', 0],
  ['+0', 0],
  ['0s', 0],
  ['300ms', 300],
  ['1h30m', 5_400_000],
  ['-1.5h', -5_400_000],
  ['+5s', 5_000],
  ['1.s', 1_000],
  ['.5s', 500],
  ['1µs', 0.001],
  ['1μs', 0.001],
  ['1us', 0.001],
  ['1ns', 1e-6],
  ['1m1m', 120_000],
  ['007m', 420_000],
  ['1h0.000000001s', 3_600_000.000001],
])('%s is a duration of %d ms', (text, milliseconds) => {
  expect(parseGoDuration(text)).toEqual({ milliseconds: text === '-0' ? 0 : milliseconds });
});

test.each<[string, string, number]>([
  ['less than a nanosecond is nothing', '0.9ns', 0],
  ['what is below a nanosecond is cut', '1.0000001ms', 1],
  ['digits that no integer holds count for nothing', '0.9999999999999999999s', 1_000],
  ['the longest there is', '9223372036854775807ns', 9_223_372_036_854.775],
  ['the shortest there is', '-9223372036854775808ns', -9_223_372_036_854.775],
])('%s: %s', (_what, text, milliseconds) => {
  expect(parseGoDuration(text)).toEqual({ milliseconds: expect.closeTo(milliseconds, 2) });
});

// The texts are what time.ParseDuration of Go 1.26 answered.
test.each<[string, string]>([
  ['', 'time: invalid duration ""'],
  ['-', 'time: invalid duration "-"'],
  ['--1s', 'time: invalid duration "--1s"'],
  ['.s', 'time: invalid duration ".s"'],
  ['.', 'time: invalid duration "."'],
  [' 1s', 'time: invalid duration " 1s"'],
  ['1,5s', 'time: unknown unit "," in duration "1,5s"'],
  ['5', 'time: missing unit in duration "5"'],
  ['1h5', 'time: missing unit in duration "1h5"'],
  ['00', 'time: missing unit in duration "00"'],
  ['5x', 'time: unknown unit "x" in duration "5x"'],
  ['1s ', 'time: unknown unit "s " in duration "1s "'],
  ['1S', 'time: unknown unit "S" in duration "1S"'],
  ['1d', 'time: unknown unit "d" in duration "1d"'],
  ['1e3s', 'time: unknown unit "e" in duration "1e3s"'],
  ['1__proto__', 'time: unknown unit "__proto__" in duration "1__proto__"'],
  ['1ü', String.raw`time: unknown unit "\xc3\xbc" in duration "1\xc3\xbc"`],
  ['1"\\\n', String.raw`time: unknown unit "\"\\\x0a" in duration "1\"\\\x0a"`],
  ['٣s', String.raw`time: invalid duration "\xd9\xa3s"`],
  ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
  ['2562048h', 'time: invalid duration "2562048h"'],
  ['99999999999999999999x', 'time: invalid duration "99999999999999999999x"'],
  ['9223372036s1s', 'time: invalid duration "9223372036s1s"'],
])('%p is none', (text, problem) => {
  expect(parseGoDuration(text)).toEqual({ problem });
});

test('a text of any length is judged at once', () => {
  expect(parseGoDuration(`${'9'.repeat(100_000)}s`)).toHaveProperty('problem');
  expect(parseGoDuration('1s'.repeat(50_000))).toEqual({ milliseconds: 50_000_000 });
});
