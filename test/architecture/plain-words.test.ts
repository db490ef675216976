import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, SOURCE_FOLDERS } from './source-files';

/** Phrases that a stranger has to guess at, with what to write. They were all in use once. */
const RIDDLES: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/right already/, 'up to date'],
  [/it has the program's changes/, 'the program has not changed these fields'],
  [/by the program, too/, 'the program and a person changed …'],
  [/speaks? of data/, 'usually holds data'],
  [/take data (?:along|with it)/, 'delete data'],
  [/as a person left it/, 'edited by hand, not changed'],
  [/shall not be/, 'if it differs from'],
  [/needs? a word\b/, 'need an acknowledgement'],
  [/wants? (?:an acknowledgement|to be acknowledged)/, 'needs an acknowledgement'],
  [/all the same[.,;]/, 'still'],
  [/what stands behind/i, 'the real resource'],
  [/stands? behind it/, 'the real resource'],
  [/\bis none\b/, 'say what it is'],
  [/\bIs it meant to/, 'If it should'],
  [/\bsurely\b/, 'leave it out'],
  [/is told (?:by|from)/, 'is known by, is listed with'],
  [/comes? along\b|come along\b/, 'is kept'],
];

/** Lines of files by their paths from the top of the project. */
function linesBelow(folder: string, ending: string): { path: string; line: string }[] {
  const names = readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).flatMap((name) => linesOf(`${folder}/${name}`));
}

function linesOf(path: string): { path: string; line: string }[] {
  return readFileSync(join(PROJECT, path), 'utf8')
    .split('\n')
    .map((line) => ({ path, line }));
}

/** Comments are for those who know the code. */
function isComment({ path, line }: { path: string; line: string }): boolean {
  return path.endsWith('.ts') && /^\s*(?:\/?\*|\/\/)/.test(line);
}

test('help, errors, reports and docs say what happens: subject, verb, object', () => {
  const lines = [
    ...SOURCE_FOLDERS.flatMap((folder) => linesBelow(folder, '.ts')),
    ...linesBelow('docs', '.md'),
    ...linesOf('README.md'),
  ];
  expect(lines.length).toBeGreaterThan(10_000);
  const found = lines
    .filter((each) => !isComment(each))
    .flatMap(({ path, line }) =>
      RIDDLES.filter(([phrase]) => phrase.test(line)).map(
        ([phrase, instead]) => `${path}: ${phrase.exec(line)?.[0] ?? ''} → ${instead}`,
      ),
    );
  expect(found).toEqual([]);
});
