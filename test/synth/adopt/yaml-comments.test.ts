import { readYamlSource } from '../../../core/yaml/read-yaml';
import { fieldKey, yamlComments, type YamlComments } from '../../../synth/adopt/yaml-comments';
import { cpuTime, leastCpuTime } from '../../cpu-time';
import { runs } from '../../runs';

function commentsIn(text: string): YamlComments {
  return yamlComments(
    text,
    readYamlSource(text, 'x.yaml').map(({ document }) => document),
  );
}

/** Fields by their dotted path, with the comments that stand at them. */
function byPath(text: string): Record<string, string[]> {
  return Object.fromEntries(
    [...commentsIn(text).byField].map(([key, comments]) => [
      key.slice(1).replaceAll('\0', '.'),
      comments.map((comment) => `${comment.place}:${comment.text}`),
    ]),
  );
}

test('a comment belongs to the field beside it, below it, or to the last one above that is no deeper', () => {
  const text =
    'a: # to a\n  # to b\n  b: 1 # at b\n  c:\n    - x # at x\n    - y\n    # after y\n  # after c\n# after a\nd: "# none"\ne: |\n  # none\n# the end\n';
  expect(byPath(text)).toEqual({
    a: ['beside: to a'],
    'a.b': ['before: to b', 'beside: at b'],
    'a.c.0': ['beside: at x'],
    'a.c.1': ['after: after y'],
    'a.c': ['after: after c'],
    d: ['before: after a'],
    e: ['after: the end'],
  });
  expect(commentsIn(text).around).toContain(fieldKey('', 'a'));
});

test('takes time linear in comments and fields, wherever they stand', () => {
  const many = runs(4000, 20_000);
  const shapes: readonly ((count: number) => string)[] = [
    // Each looks for the one shallow field far above.
    (count) => `a:\n${'  - x: 1\n'.repeat(count)}${' # c\n'.repeat(count)}`,
    (count) => Array.from({ length: count }, (_, index) => `k${index}: 1 # c\n`).join(''),
    (count) => `${'# c\n'.repeat(count)}a: 1\n`,
  ];
  for (const shape of shapes) {
    const prepared = (text: string): (() => unknown) => {
      const documents = readYamlSource(text, 'x.yaml').map(({ document }) => document);
      return () => yamlComments(text, documents);
    };
    const small = prepared(shape(many / 8));
    const large = prepared(shape(many));
    small();
    const short = cpuTime(small);
    const limit = 28 * Math.max(short, 4);
    expect(leastCpuTime(large, limit)).toBeLessThan(limit);
  }
});
