import { fieldLines } from '../../report/text/field-text';
import { tableText } from '../../report/text/table-text';
import { own, visible, visibleLines } from '../../report/text/shown';
import { wrapText } from '../../report/text/wrap-text';
import { readProgramFailure } from '../../cli/program/program-failure';
import { readCompilerOutput } from '../../cli/program/compiler-output';
import { pathSegments } from '../../core/field-path';
import { nearestClaimName } from '../../core/claim-name';
import { redactText } from '../../core/secrets/redact-text';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import { secretLeaves } from '../../core/secrets/secret-leaves';
import { gitFailure } from '../../gitops/git/git-failure';
import { refusalOf } from '../../gitops/git/push-refusal';
import { redact } from '../../gitops/git/redact';
import { parseTrailers } from '../../core/acknowledgement/acknowledgement-trailers';
import { visibleText } from '../../report/review/visible-text';
import { cpuTime } from '../cpu-time';

const style = { paint: (_format: unknown, text: string) => text } as never;
const answer = (stderr: string) => ({ exitCode: 1, stdout: Buffer.from(''), stderr });
const rejected = (stderr: string) => ({
  exitCode: 1,
  stdout: Buffer.from('!\tx:refs/heads/main\t[remote rejected] (x)\n'),
  stderr,
});

/** Functions that are given foreign text, as it comes. */
export const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  redactText,
  'redact (Git)': (text) => redact(text),
  gitFailure: (text) => gitFailure(['push'], answer(text), 'x'),
  refusalOf: (text) => refusalOf({ ref: 'refs/heads/main' } as never, rejected(text)),
  parseTrailers: (text) => parseTrailers(text, 'Claims-Acknowledge'),
  visibleText: (text) => visibleText(text),
  visible,
  visibleLines,
  wrapText: (text) => wrapText(visibleLines(text), 80, '  '),
  tableText: (text) => tableText([text], [{ title: own('a'), value: (row) => visible(row) }], style, 80),
  fieldLines: (text) =>
    fieldLines({ path: 'a', after: text, redacted: false }, { style, columns: 80, indent: own('') }),
  readProgramFailure: (text) => readProgramFailure(text, '/p', 'node main.ts'),
  readCompilerOutput,
  pathSegments,
  nearestClaimName,
  redactFieldChanges: (text) => redactFieldChanges([{ path: 'spec.a', after: text }]),
  secretLeaves: (text) => secretLeaves({ spec: { a: text } }),
};

/** Pieces of which hostile texts are made: repeated, they are what slows readers down. */
export const PIECES: readonly string[] = [
  'a',
  'A1b2',
  ' ',
  '\n',
  '/',
  '-',
  '.',
  '"',
  "'",
  '\\',
  '@',
  ':',
  '[',
  '(',
  '<',
  '#',
  '=',
  '`',
  '\t',
  '\r',
  '\u202e',
  'cannot lock ref ',
  "cannot lock ref 'x': is at ",
  'error: ',
  'remote: ',
  'password',
  'password=',
  'password: ',
  'password:\n',
  'password: |\n ',
  '--password ',
  '"password":"',
  '<password>',
  '<password ',
  '://',
  '://a:',
  '://a:b@',
  'a:b@',
  'a@',
  'name: x value: ',
  'eyJ',
  'SG.',
  'sk-',
  '1//0',
  '-----BEGIN PRIVATE KEY',
  'Authorization: ',
  'Authorization: token ',
  'curl -u ',
  'curl -u a:',
  'mysql -p',
  '    at f (/p/a.ts:1:1)\n',
  '    at f (/p(',
  ',-[',
  'Error: x ',
  'a.ts(1,1): error TS1: ',
  '["a',
  '["',
  '- ',
  '```\n',
  '<details',
  'token=',
  'a:1111:b:c:',
  '$(',
  '${',
  '{{',
  ';Password=',
  '\n  - --password\n',
  "identified by '",
  '{"a":',
  '[[',
  'key: value\n',
];

/** Readers whose time grows by more than the text does. */
export function slowReaders(length: number): string[] {
  const slow: string[] = [];
  for (const [name, read] of Object.entries(READERS)) {
    for (const piece of PIECES) {
      for (const tail of ['', '\n\0']) {
        const text = (size: number): string => piece.repeat(Math.ceil(size / piece.length)) + tail;
        if (isSlow(read, text, length)) slow.push(`${name}: ${JSON.stringify(piece + tail)}`);
      }
    }
  }
  return slow;
}

function isSlow(read: (text: string) => unknown, text: (size: number) => string, length: number): boolean {
  const time = (size: number): number => {
    const given = text(size);
    return cpuTime(() => {
      try {
        read(given);
      } catch {
        // judged and refused is an answer, too
      }
    });
  };
  let suspicions = 0;
  for (let size = length; size <= 512 * 1024; size *= 2) {
    let whole = time(size);
    if (whole < (size === length ? 5 : 40)) {
      if (size === length) return false;
      continue;
    }
    whole = Math.min(whole, time(size));
    if (whole < 40) continue;
    const quarter = Math.min(time(size / 4), time(size / 4), time(size / 4));
    // a collection of garbage is no proof: the next length has to say the same
    if (whole > quarter * 9) suspicions += 1;
    if (suspicions === 2) return true;
    if (whole < quarter * 6) return false;
  }
  return false;
}
