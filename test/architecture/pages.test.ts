import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '../../docs');
const PAGES = readdirSync(DOCS).filter((name) => name.endsWith('.md'));

describe.each(PAGES)('docs/%s', (name) => {
  const text = readFileSync(join(DOCS, name), 'utf8');
  const paragraphs = text.trim().split(/\n\n+/);

  test('begins with what it is for', () => {
    expect(paragraphs[0]).toMatch(/^# \S/);
    expect(paragraphs[1]).toMatch(/^This page is for /);
  });

  test('ends with what to do next', () => {
    expect(paragraphs.at(-1)).toMatch(/^Next: \S/);
  });

  test('links to pages that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) => path ?? '');
    expect(links.filter((path) => !existsSync(join(DOCS, path)))).toEqual([]);
  });
});

test('the README leads to every page', () => {
  const readme = readFileSync(join(DOCS, '../README.md'), 'utf8');
  expect(PAGES.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
});
