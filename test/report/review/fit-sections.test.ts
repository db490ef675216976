import { fitSections } from '../../../report/review/fit-sections';
import { foldedSection } from '../../../report/review/folded-section';
import type { Section } from '../../../report/review/section';
import { TEXT_MEASURES } from '../../../report/review/text-measure';
import { PLAIN } from '../../../report/text/plain-markup';

const room = (length: number) => ({
  mostParts: 1,
  capacity: () => length,
  measure: TEXT_MEASURES.characters,
});

/** Claims of which it is noted which are looked at; each has a long text. */
function claims(count: number, told: string[]): Section[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `infra/machine-${index}`;
    return foldedSection({
      id: name,
      heading: 'Added (many)',
      tell() {
        told.push(name);
        const field = { path: 'spec', after: 'x'.repeat(2000), redacted: false };
        return { summary: [name], facts: [], path: `${name}.yaml`, planned: [field], fields: [field] };
      },
    });
  });
}

test('of more claims than fit, those behind the last that fits are not looked at', () => {
  const told: string[] = [];
  const [text = ''] = fitSections(claims(5000, told), PLAIN, room(20_000));
  expect(text).toContain('infra/machine-0');
  expect(text.length).toBeLessThanOrEqual(20_000);
  expect(told.length).toBeLessThan(300);
  expect(new Set(told).size).toBe(told.length);
  const shown = text.match(/^infra\/machine-\d+/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(20);
  const left = (5000 - shown).toLocaleString('en-US');
  expect(text).toContain(`${left} more claims did not fit into this change request`);
});

test('what cannot be left out is written behind claims that do not fit', () => {
  const last: Section = { id: 'footer', blocks: [{ type: 'text', text: ['the last word'] }] };
  const [text = ''] = fitSections([...claims(500, []), last], PLAIN, room(10_000));
  expect(text).toContain('the last word');
  expect(text).toContain('more claims did not fit');
});

test('each claim is looked at once, whether it is written whole or in brief', () => {
  const told: string[] = [];
  const [text = ''] = fitSections(claims(10, told), PLAIN, room(18_000));
  expect(text.includes('too much to be shown here')).toBe(true);
  expect(told).toHaveLength(10);
});
