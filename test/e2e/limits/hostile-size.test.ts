import { emitYaml } from '../../../core/yaml/emit-yaml';
import { cpuTime, leastCpuTime } from '../../cpu-time';
import { caught } from '../../caught';
import { runs } from '../../runs';
import { YAML_READERS } from '../../core/yaml/yaml-readers';

const DEEP = 100_000;
const MANY = runs(2000, 16_000);

/** Nested by indentation, where the text grows with the square of the depth. */
function indented(levels: number): string {
  let text = '';
  for (let level = 0; level < levels; level++) text += `${' '.repeat(level)}a:\n`;
  return text;
}

const NESTED: Readonly<Record<string, string>> = {
  'open brackets': `x: ${'['.repeat(DEEP)}`,
  'closed brackets': `x: ${'['.repeat(DEEP)}${']'.repeat(DEEP)}\n`,
  braces: `x: ${'{a: '.repeat(DEEP)}1${'}'.repeat(DEEP)}\n`,
  hyphens: `x:\n  ${'- '.repeat(DEEP)}a\n`,
  'hyphens with a line below': `x:\n  ${'- '.repeat(DEEP)}a\n  - b\n`,
  'question marks': `? ${'? '.repeat(DEEP)}a\n`,
  indentation: `x:\n${indented(1200).replaceAll(/^/gm, ' ')}`,
  'aliases to aliases': `a0: &a0 [x]\n${Array.from({ length: 220 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]\n`).join('')}`,
};

describe.each(Object.entries(YAML_READERS))('%s', (_, { file, head, complaint }) => {
  it('is refused with its line when it is nested too deeply, whatever by', () => {
    for (const text of Object.values(NESTED)) {
      expect(complaint(head + text)).toMatch(new RegExp(`^${file}:\\d+: nested deeper than 200 levels$`));
    }
  });

  it('is read when something in it only looks nested', () => {
    const rulers = `[`.repeat(500);
    const text = `x-y: |\n  ${rulers}\n  ${'- '.repeat(500)}\n# ${rulers}\nx-z: "${rulers}"\nx-w: {${Array.from({ length: 300 }, (_, index) => `k${index}: [a]`).join(', ')}}\n`;
    expect(complaint(head + text)).toBeUndefined();
    expect(complaint(`${head}x: ${'['.repeat(150)}${']'.repeat(150)}\n`)).toBeUndefined();
  });

  it('is refused with its line for aliases that lead nowhere, in a circle or far beyond the text', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      bomb.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
    }
    const line = head.split('\n').length;
    const at = (offset: number, words: string): RegExp => new RegExp(`^${file}:${line + offset}: ${words}`);
    expect(complaint(`${head}x: 1\ny: *no\n`)).toMatch(at(1, "unknown anchor 'no'"));
    expect(complaint(`${head}x: *late\ny: &late 1\n`)).toMatch(at(0, "unknown anchor 'late'"));
    expect(complaint(`${head}x: &x\n  y: [*x]\n`)).toMatch(at(1, "anchor 'x' contains itself"));
    expect(complaint(`${head}x: &x [{y: *x}]\n`)).toMatch(at(0, "anchor 'x' contains itself"));
    expect(complaint(head + bomb.join('\n'))).toMatch(at(3, 'aliases make this document far larger'));
  });

  it('takes time linear in its aliases, anchors and keys', () => {
    const shapes: readonly ((count: number) => string)[] = [
      (count) => `x: &x {y: 1}\nz:\n${'- *x\n'.repeat(count)}`,
      (count) =>
        `z:\n${Array.from({ length: count }, (_, index) => `- &a${index} x\n- *a${index}\n`).join('')}`,
      (count) => Array.from({ length: count }, (_, index) => `k${index}: &k [1]\n`).join(''),
      (count) => Array.from({ length: count }, (_, index) => `k${index}: 1\n`).join(''),
    ];
    for (const shape of shapes) {
      const [small, large] = [head + shape(MANY / 8), head + shape(MANY)];
      complaint(small);
      const short = cpuTime(() => complaint(small));
      // Eight times the text: a search through all for each would take 64 times as long.
      const limit = 28 * Math.max(short, 8);
      expect(leastCpuTime(() => complaint(large), limit)).toBeLessThan(limit);
    }
  });
});

test('a value that is nested too deeply is told from one that contains itself', () => {
  let deep: unknown[] = [];
  for (let level = 0; level < DEEP; level++) deep = [deep];
  const error = caught(() => emitYaml({ spec: { x: deep } }));
  expect(error.code).toBe('yaml-unwritable');
  expect(error.message).toMatch(/^spec\.x\[0\]\[0\].*: nested deeper than 200 levels$/);
  const circle: Record<string, unknown> = {};
  circle['self'] = { back: [circle] };
  expect(caught(() => emitYaml(circle)).message).toMatch(/the value contains itself$/);
});
