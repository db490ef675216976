import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');

/** Everything that an author may copy a kind from. */
function examples(): { file: string; text: string }[] {
  const pages = readdirSync(join(PROJECT, 'docs')).filter((name) => name.endsWith('.md'));
  const claims = readdirSync(join(PROJECT, 'claims'), { recursive: true, encoding: 'utf8' });
  const files = [
    'README.md',
    'constructs/volume-claim.ts',
    ...pages.map((name) => `docs/${name}`),
    ...claims.filter((name) => name.endsWith('.ts')).map((name) => `claims/${name}`),
  ];
  return files.map((file) => ({ file, text: readFileSync(join(PROJECT, file), 'utf8') }));
}

test('every kind that may be copied stands in a construct as well as in a category', () => {
  const scopes = examples().flatMap(({ file, text }) =>
    [...text.matchAll(/extends Claim<[^]*?constructor\(scope: (\w+)/g)].map(([, scope]) => ({ file, scope })),
  );
  expect(scopes.length).toBeGreaterThan(1);
  expect(scopes.filter(({ scope }) => scope !== 'Construct')).toEqual([]);
});
