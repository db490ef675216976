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
  // Words of another language in English letters.
  [
    /(?<![Tt]here )\b(?:is|was) no (?:[A-Z`<$]|(?:address|claim|command|document|duration|event|file|folder|kind|key|kubeconfig|list|map|name|number|object|problem|registry|repository|secret|service|source|text|token|valid|word)\b)/,
    'is not a',
  ],
  [/\banew\b/, 'again'],
  [/\bshall\b/, 'must'],
  [/\b(?:thereof|whereof|therein|wherein|hereby)\b/, 'name the thing'],
  [/\bof which nobody\b|\bnobody can tell\b|\bcan(?:not)? be told\b/, 'is not known'],
  [/\b(?:build|watched|known|read|needed|is|are) no more\b(?! than)/, 'no longer'],
  [/\bwill do, too\b/, 'also as'],
  [/\bhas to be (?:told|there)\b|\bhave to be there\b|\bto be there first\b/, 'must exist'],
  [/\bwas heard of\b/, 'no report came from'],
  [/\bcalled like\b/, 'has the name of'],
  [/\bas it stands\b|\bas they stand\b/, 'as it is, now'],
  [/\bstands? (?:there|twice|whole|against)\b|\bsomething stands\b/, 'is there, is in it twice'],
  [/\bwhat (?:stands|stood)\b/, 'the content of'],
  [/\b(?:is|are|be) wanted\b/, 'is expected'],
  [/\bfor the contrary\b/, 'say what it does'],
  [/\b(?:are|is) about the same claim\b/, 'is for the same claim'],
  [/\bhow they are\b|\bhow the claims are\b|\bhow claims are\b/, 'their status'],
  [/\bthan what is read\b|\bthan a run takes\b/, 'too large'],
  [/\bwithout a word\b|\bin so many words\b/, 'without a message'],
  [/\bsay what (?:they are|it is)\b/i, 'decide what to do with'],
];

/** The head of every generated module: other words would make the committed types of every project out of date. */
const COMMITTED = 'the next import writes them anew';

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

/** Examples of code and of what other programs say are not our words. */
function isForeign({ path, line }: { path: string; line: string }): boolean {
  return path.endsWith('.md') && /^\s*(?:#|\/\/|[$>])/.test(line);
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
    .filter((each) => !isComment(each) && !isForeign(each) && !each.line.includes(COMMITTED))
    .flatMap(({ path, line }) =>
      RIDDLES.filter(([phrase]) => phrase.test(line)).map(
        ([phrase, instead]) => `${path}: ${phrase.exec(line)?.[0] ?? ''} → ${instead}`,
      ),
    );
  expect(found).toEqual([]);
});
