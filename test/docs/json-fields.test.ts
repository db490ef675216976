import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');
const page = readFileSync(join(PROJECT, 'docs/commands.md'), 'utf8');
const types = readFileSync(join(PROJECT, 'core/plan.ts'), 'utf8');

/** Names of the fields of an interface, those of objects inside of it left out. */
function fieldsOf(name: string): string[] {
  const body = types.slice(types.indexOf(`export interface ${name} {`));
  const fields = body.slice(0, body.indexOf('\n}')).matchAll(/^ {2}readonly (\w+)\??:/gm);
  return [...fields].map(([, field]) => field ?? '');
}

/** Names in the first column of the table below a line. */
function documented(heading: string): string[] {
  const table = page.slice(page.indexOf(heading) + heading.length).trimStart();
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
  );
}

test.each([
  ['Change', 'Fields of `changes`:'],
  ['KeptFile', 'Fields of `kept`:'],
])('docs/commands.md names every field of a %s that --json prints, and no other', (name, heading) => {
  expect(fieldsOf(name).length).toBeGreaterThan(5);
  expect(documented(heading).sort()).toEqual(fieldsOf(name).sort());
});

test('docs/commands.md names every count of a summary', () => {
  const said = page.slice(page.indexOf('Fields of `summary`:'));
  const sentence = said.slice(0, said.indexOf('\n\n'));
  for (const field of fieldsOf('PlanSummary')) expect(sentence).toContain(`\`${field}\``);
});

test('docs say one version of Git that is needed, and so do errors', () => {
  const texts = ['README.md', 'docs/errors.md', 'cli/commands/doctor/check-tools.ts'].map((file) =>
    readFileSync(join(PROJECT, file), 'utf8'),
  );
  const versions = texts.flatMap((text) =>
    [...text.matchAll(/Git (\d+\.\d+) or/g)].map(([, version]) => version),
  );
  expect(versions.length).toBeGreaterThan(2);
  expect([...new Set(versions)]).toEqual(['2.38']);
});
