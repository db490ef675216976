import type { Change, FieldChange } from '../../../core/plan';
import { reviewSections } from '../../../report/review/review-sections';
import { parseReviewMarker } from '../../../core/request/review-marker';
import { SHORTEST_LIMIT } from '../../../report/review/fit-sections';
import { splitReview } from '../../../report/markdown/split-review';
import { cpuTime } from '../../cpu-time';
import { problemsOf } from '../../report/markdown/gfm';
import { SAMPLE_CONTEXT, sampleChange, samplePlan } from '../../report/markdown/sample-plan';

const GITHUB = { bodyLength: 65_536, commentLength: 65_536 };
const MEGABYTE = 1_048_576;

function split(changes: readonly Change[], limits: Parameters<typeof splitReview>[1] = GITHUB): string[] {
  return splitReview(reviewSections(samplePlan(changes), SAMPLE_CONTEXT), limits, SAMPLE_CONTEXT);
}

/** The text of added lines, put together again over all parts. */
function addedText(parts: readonly string[]): string {
  const lines = parts.flatMap((part) => part.split('\n').filter((line) => line.startsWith('+ ')));
  return lines
    .map((line) => line.slice(2))
    .join('\n')
    .replaceAll('\n↪ ', '');
}

const noise = (length: number, unit = 'pqrs tuv '): string => {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += `${index}${unit}`;
  return `${text.slice(0, length - 1)}${unit.endsWith('\n') ? '\n' : 'x'}`;
};

describe('splitReview', () => {
  it('leaves a review that fits as one part without a word about parts', () => {
    const changes = [sampleChange('added', 'apps/shop', { fields: [{ path: 'spec.size', after: '10Gi' }] })];
    const parts = split(changes);
    expect(parts).toHaveLength(1);
    expect(parts[0]).not.toContain('Part 1');
    expect(split(changes, { bodyLength: MEGABYTE, commentLength: MEGABYTE })).toEqual(parts);
  });

  it('gives 3 MB of diff as parts in order, none over the limit, nothing left out', () => {
    const changes = Array.from({ length: 30 }, (_, index) =>
      sampleChange('added', `apps/shop-${index}`, {
        fields: [
          { path: 'spec.size', after: `${index}Gi` },
          {
            path: 'spec.config',
            after: noise(index % 3 === 0 ? 250_000 : 25_000, index % 2 === 0 ? 'pq rs\n' : '😀 é '),
          },
        ],
      }),
    );
    const parts = split(changes);
    expect(parts.length).toBeGreaterThan(40);
    for (const [index, part] of parts.entries()) {
      expect(part.length).toBeLessThanOrEqual(65_536);
      expect(parseReviewMarker(part)).toMatchObject({
        part: index + 1,
        of: parts.length,
        project: 'shop',
        group: 'all',
      });
      expect(part).toContain(`Part ${index + 1} of ${parts.length}\n`);
      if (index % 22 === 0) expect(problemsOf(part, 'nothing', 'https://')).toEqual([]);
    }
    const expected = changes.flatMap(({ fields }) =>
      fields.map(({ after }) => (typeof after === 'string' ? after.trimEnd() : '')),
    );
    expect(addedText(parts) === expected.join('\n')).toBe(true);
    expect(split(changes)).toEqual(parts);
  });

  it.each<[string, FieldChange]>([
    ['one line of 2 MB', { path: 'spec.blob', after: noise(2 * MEGABYTE) }],
    ['300,000 lines', { path: 'spec.blob', after: 'a\n'.repeat(300_000) }],
    ['a path of 1 MB', { path: `spec.${noise(MEGABYTE)}`, after: 'x' }],
    [
      '2 MB of backticks',
      { path: 'spec.blob', before: '`'.repeat(2 * MEGABYTE), after: '`~'.repeat(MEGABYTE) },
    ],
    ['2 MB of bidirectional controls', { path: 'spec.blob', after: '\u202e\u2066'.repeat(MEGABYTE / 4) }],
    ['2 MB of half surrogates', { path: 'spec.blob', after: '\udc00\ud800'.repeat(MEGABYTE / 4) }],
    ['2 MB of combining marks', { path: 'spec.blob', after: `e${'\u0301'.repeat(2 * MEGABYTE)}` }],
    ['2 MB of emoji', { path: 'spec.blob', after: '👩‍👩‍👧‍👦'.repeat(50_000) }],
    ['a secret of 2 MB', { path: 'spec.password', after: noise(2 * MEGABYTE) }],
    ['depth', { path: 'spec', after: JSON.parse(`${'[{"a":'.repeat(400)}1${'}]'.repeat(400)}`) }],
  ])('stays within the limits for %s', (_what, field) => {
    const parts = split([sampleChange('changed', 'apps/shop', { fields: [field] })]);
    expect(parts.length).toBeLessThanOrEqual(100);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(65_536);
    for (const part of [parts[0]!, parts.at(-1)!]) {
      expect(problemsOf(part, 'nothing', 'https://')).toEqual([]);
    }
  });

  it('stays within the limits for names of 1 MB', () => {
    const long = noise(MEGABYTE);
    const parts = split([
      sampleChange('replaced', `${long}/${long}`, {
        kind: long,
        path: long,
        files: [long, long, long],
        from: long,
      }),
    ]);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContain('(1,048,576 characters)');
  });

  it('counts bytes where the forge does', () => {
    const changes = [
      sampleChange('added', 'apps/shop', { fields: [{ path: 'spec.a', after: '€'.repeat(60_000) }] }),
    ];
    const parts = split(changes, { bodyLength: 20_000, commentLength: 30_000, unit: 'bytes' });
    expect(
      parts.map((part) => Buffer.byteLength(part) <= (part === parts[0] ? 20_000 : 30_000)),
    ).not.toContain(false);
    expect(addedText(parts)).toBe('€'.repeat(60_000));
  });

  it('keeps a claim together where it fits into a part, and repeats headings and titles where not', () => {
    const lines = noise(5000, ' and some more words on a line\n');
    const changes = ['a', 'b', 'c', 'd'].map((name) =>
      sampleChange('added', `apps/${name}`, {
        fields: [{ path: 'spec.text', after: name === 'd' ? lines.repeat(4) : lines }],
      }),
    );
    const parts = split(changes, { bodyLength: SHORTEST_LIMIT, commentLength: SHORTEST_LIMIT });
    expect(parts.filter((part) => part.includes('<code>apps/b</code>'))).toHaveLength(1);
    expect(parts[1]).toContain('### Added (4) (continued)');
    expect(parts.at(-1)).toContain(
      '<code>apps/d</code> · <code>VolumeClaim</code> · 1 field (continued)</summary>',
    );
    expect(parts.at(-1)).toContain('@@ spec.text (continued) @@');
  });

  it('tells the longest claims in brief where even all parts are too few, and says so', () => {
    const changes = [1, 2, 3].map((index) =>
      sampleChange('added', `apps/shop-${index}`, {
        fields: [{ path: 'spec.a', after: noise(index === 2 ? 400_000 : 100) }],
      }),
    );
    const parts = split(changes, { ...GITHUB, mostParts: 3 });
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContain(
      '1 field with 1 line and 400,002 characters differ, too much to be shown here; see the file `claims/apps/shop-2/volumeclaim.yaml`.',
    );
    expect(parts[0]).toContain(`+ ${noise(100)}`);
  });

  it('counts what does not even fit in brief', () => {
    const changes = Array.from({ length: 2000 }, (_, index) => sampleChange('added', `apps/shop-${index}`));
    const parts = split(changes, { bodyLength: 20_000, commentLength: 20_000, mostParts: 2 });
    expect(parts.length).toBeLessThanOrEqual(2);
    const shown = parts.join('').match(/<details>/g)?.length ?? 0;
    expect(parts.at(-1)).toContain(`**${(2000 - shown).toLocaleString('en')} more claims** did not fit`);
  });

  it('stays one part where the forge has no comments', () => {
    const changes = [
      sampleChange('added', 'apps/shop', { fields: [{ path: 'spec.a', after: noise(400_000) }] }),
    ];
    const limits = { bodyLength: Number.MAX_SAFE_INTEGER, commentLength: 0, mostParts: 1 };
    expect(split(changes, limits)).toHaveLength(1);
    expect(addedText(split(changes, limits))).toBe(noise(400_000));
    const [brief, ...more] = split(changes, { ...limits, bodyLength: 20_000 });
    expect(more).toEqual([]);
    expect(brief).toContain('too much to be shown here');
  });

  it('takes 10,000 claims within seconds', () => {
    const changes = Array.from({ length: 10_000 }, (_, index) =>
      sampleChange('added', `apps/shop-${index}`, {
        fields: Array.from({ length: 8 }, (_item, field) => ({
          path: `spec.field${field}`,
          after: `value-${index}`,
        })),
      }),
    );
    let parts: string[] = [];
    expect(cpuTime(() => (parts = split(changes)))).toBeLessThan(8000);
    expect(parts.length).toBeLessThanOrEqual(100);
  });
});
