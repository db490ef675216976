import { readCompilerOutput } from '../../../cli/program/compiler-output';

test('every error has its place, its code and its further lines', () => {
  const text = [
    "a (1).ts(3,7): error TS2322: Type '{ a: number; }' is not assignable.\r",
    "  Types of property 'a' are incompatible.",
    "../b.ts(1,1): error TS2304: Cannot find name 'x'.",
    "error TS5083: Cannot read file '/x'.",
    '',
  ].join('\n');
  expect(readCompilerOutput(text)).toEqual([
    {
      code: 'TS2322',
      message: "Type '{ a: number; }' is not assignable. (TS2322)\n  Types of property 'a' are incompatible.",
      source: { file: 'a (1).ts', line: 3, column: 7 },
    },
    {
      code: 'TS2304',
      message: "Cannot find name 'x'. (TS2304)",
      source: { file: '../b.ts', line: 1, column: 1 },
    },
    { code: 'TS5083', message: "Cannot read file '/x'. (TS5083)" },
  ]);
});
