import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { AWKWARD_BLOCKS, AWKWARD_ENDS, REFUSED_BY_US_ALONE } from '../../core/yaml/awkward-notations';
import { AWKWARD_VALUES } from '../../core/yaml/awkward-values';
import { runs, steadySeed } from '../../runs';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { builtObjects } from './built-objects';

/** What our parser says of brackets and quotes that do not keep to their indentation; kustomize looks at none inside of them. */
const INDENTATION = /must be sufficiently indented|missing closing|comments must be separated/;

interface Comparison {
  readonly read: number;
  readonly refused: number;
  readonly wrong: readonly string[];
}

function indented(lines: string, by: string): string {
  return lines.replace(/^(?=[^\n])/gm, by);
}

function manifest(name: string, lines: string, annotations = ''): string {
  return `apiVersion: example.org/v1\nkind: Example\nmetadata:\n  name: ${name}\n${annotations}spec:\n${indented(lines, '  ')}\n`;
}

/** Reads texts as we do and as kustomize builds them. */
async function compare(
  texts: readonly ((name: string) => string)[],
  /** Refusing more than it does is no danger; of the tables it is known where. */
  mayRefuse = isRefusedByUsAlone,
): Promise<Comparison> {
  const files: Record<string, string> = {};
  const read: Record<string, string> = {};
  const ours = new Map<string, unknown>();
  const refusals = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const name = `n${index}`;
    files[name] = text(name);
    try {
      const [first] = readYamlDocuments(files[name], 'r.yaml', { manifest: true });
      ours.set(name, first?.value);
      read[name] = files[name];
    } catch (error) {
      if (!ToolkitError.isToolkitError(error) || error.code !== 'yaml-unreadable') throw error;
      expect(error.message).toMatch(/^r\.yaml:\d+: /);
      refusals.set(name, error.message);
    }
  }
  const refused = Object.fromEntries([...refusals.keys()].map((name) => [name, files[name] ?? '']));
  const built = new Map([...(await builtObjects(read)), ...(await builtObjects(refused, 1))]);
  const wrong: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const theirs = built.get(name);
    const refusal = refusals.get(name);
    if (refusal !== undefined) {
      if (theirs !== undefined && !mayRefuse(text, refusal)) {
        wrong.push(`we refuse ${JSON.stringify(text)}: ${refusal}`);
      }
    } else if (theirs === undefined) wrong.push(`kustomize refuses ${JSON.stringify(text)}`);
    else if (!sameValue(ours.get(name), theirs)) {
      wrong.push(`${JSON.stringify(text)}: ours ${shown(ours.get(name))}, built ${shown(theirs)}`);
    }
  }
  return { read: ours.size, refused: refusals.size, wrong };
}

function isRefusedByUsAlone(text: string, refusal: string): boolean {
  return INDENTATION.test(refusal) || REFUSED_BY_US_ALONE.some((part) => part.test(text));
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? `${item}` : item));
}

describeWithTool('kustomize', 'values, as the real kustomize builds them', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  it('every awkward value is read as it is built, and refused where the build fails', async () => {
    const { read, refused, wrong } = await compare(
      AWKWARD_VALUES.map((value) => (name: string) => manifest(name, `v: ${value}`)),
    );
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(50);
  });

  it('every awkward value is read as it is built inside of brackets, in a list, in an annotation, behind an alias', async () => {
    const scalars = AWKWARD_VALUES.filter((value) => !/[#&*:,[\]{}%@`]/.test(value) || /^\d{4}-/.test(value));
    const { wrong } = await compare([
      ...scalars.map((value) => (name: string) => manifest(name, `v: {a: ${value}, b: [${value}]}`)),
      ...scalars.map((value) => (name: string) => manifest(name, `v:\n- ${value}\n- a: ${value}\n  b: 1`)),
      ...scalars.map(
        (value) => (name: string) => manifest(name, 'a: 1', `  annotations:\n    a: ${value}\n`),
      ),
      ...scalars.map((value) => (name: string) => manifest(name, 'a: 1', `  labels: {a: ${value}}\n`)),
      ...scalars.map((value) => (name: string) => manifest(name, `v: &a ${value}\nw: *a\nx: [*a]`)),
    ]);
    expect(wrong).toEqual([]);
  });

  it('every awkward value is as a key what it is to kustomize', async () => {
    const scalars = AWKWARD_VALUES.filter((value) => !/[#&*,[\]{}%@`|>]|: |^- |^!!?[a-z]*$/.test(value));
    const { wrong } = await compare(
      scalars.flatMap((value) => [
        (name: string) => manifest(name, `v:\n  ${value}: 1`),
        (name: string) => manifest(name, `v: {${value}: 1, b: 2}`),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  it('every awkward notation is read as it is built, and refused where the build fails', async () => {
    const { wrong } = await compare([
      ...AWKWARD_BLOCKS.map((block) => (name: string) => manifest(name, block)),
      ...AWKWARD_BLOCKS.map(
        (block) => (name: string) => manifest(name, `v:\n- x: 1\n  ${indented(block, '  ').trimStart()}`),
      ),
      ...AWKWARD_ENDS.map((end) => (name: string) => manifest(name, 'v: 1') + end),
      ...AWKWARD_BLOCKS.map((block) => (name: string) => manifest(name, block).replaceAll('\n', '\r\n')),
    ]);
    expect(wrong).toEqual([]);
  });

  it('annotations without a value, of another type or with keys that are no text', async () => {
    const { wrong } = await compare(
      [
        '',
        ' {}',
        ' ~',
        ' []',
        ' x',
        ' {a: [1], b: {c: 1}, d: }',
        ' {5: a}',
        ' {y: 1, <<: {a: 2}}',
        ' &a {b: 2026-01-02}',
      ].map((value) => (name: string) => manifest(name, 'a: 1', `  annotations:${value}\n`)),
    );
    expect(wrong).toEqual([]);
  });

  it('random scalars are read as they are built', async () => {
    const character = fc.constantFrom(...Array.from('0123456789001122__--++..eExXoObBTtZz::  yYnNaAfF~!"\''));
    const digits = fc.integer({ min: 0, max: 99 }).map(String);
    const date = fc
      .tuple(
        fc.constantFrom('2026', '0000', '1999', '24'),
        digits,
        digits,
        fc.constantFrom('', 'T', 't', ' ', '  '),
        digits,
        digits,
        digits,
      )
      .chain(([year, month, day, letter, hour, minute, second]) =>
        fc
          .constantFrom('', 'Z', '+02:00', '-24:00', '.5Z', ',250', '.', '.1234567891Z', '+2:00')
          .map(
            (end) =>
              `${year}-${month}-${day}${letter}${letter === '' ? '' : `${hour}:${minute}:${second}${end}`}`,
          ),
      );
    const scalar = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.array(character, { minLength: 1, maxLength: 8 }).map((all) => all.join('')),
      },
      { weight: 1, arbitrary: date },
    );
    const place = fc.constantFrom(
      'v: {}',
      'v: [{}]',
      'v: {a: {}}',
      'v:\n- {}',
      '{}: 1',
      'v: {{}: 1}',
      'v: !!str {}',
      'v: !!int {}',
      'v: !!float {}',
      'v: ! {}',
    );
    const samples = fc.sample(fc.tuple(place, scalar), { numRuns: runs(500), seed: steadySeed() });
    const { read, wrong } = await compare(
      samples.map(
        ([where, text]) =>
          (name: string) =>
            manifest(
              name,
              where.replace('{}', () => text),
            ),
      ),
      () => true,
    );
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(samples.length / 4);
  });

  it('random documents are read as they are built', async () => {
    const piece = fc.constantFrom(
      ...[
        'a: x',
        'b: "x"',
        "c: 'x y'",
        ' # note',
        '\n',
        '\n  ',
        '\n    ',
        '\n- ',
        '\n  - ',
        ': ',
        'on',
        'd:',
        '\n\n',
        ' ',
        '\t',
      ],
      ...[
        '>',
        '|',
        '>-',
        '|+',
        '>2',
        '\n  x',
        '\n   y',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '&a ',
        '*a',
        '!!str ',
        '? ',
        '---\n',
      ],
      ...['<<: ', '2026-01-02', '0644', '~', '#', '\\', '-', '\r\n'],
    );
    const text = fc.array(piece, { minLength: 2, maxLength: 9 }).map((pieces) => pieces.join(''));
    const samples = fc.sample(text, { numRuns: runs(400), seed: steadySeed() });
    const { read, wrong } = await compare(
      samples.map((block) => (name: string) => manifest(name, block)),
      () => true,
    );
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(samples.length / 20);
  });
});
