import fc from 'fast-check';
import { claims } from './cli-run';
import { leaks } from './places/leaks';
import { PLACES } from './places/places';
import { openStage, type OpenStage } from './places/stage';
import { runs, seed } from '../runs';

const CHARACTERS = Array.from(
  'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789/\'@ %&"\\+:#?<>;=$`~ü€ß漢😀',
);

/** Tokens as forges make them, and passwords as people do; nothing that stands in our own words by chance. */
const anySecret = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 20, maxLength: 40 }),
    fc
      .string({ unit: fc.constantFrom(...CHARACTERS), minLength: 6, maxLength: 24 })
      .map((text) => `9${text}q7Z`),
    fc.constantFrom(
      "pa/ss'w@rd 1",
      'p%40ss%2Fword1',
      'Ünï/cødé@9x',
      '1234567890123',
      'a"b\\c{d}e9',
      'two  blanks 77',
    ),
  )
  .filter((secret) => secret.trim() === secret && !/^[0-9a-f]{1,8}$/.test(secret));

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** How a server, a shell or a log may write it. */
const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  'percent-encoded byte by byte': percent,
  'percent-encoded in part': (secret) => {
    const characters = Array.from(secret);
    const half = characters.length >> 1;
    return (
      characters.slice(0, half).join('').replaceAll('%', '%25') + percent(characters.slice(half).join(''))
    );
  },
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64 without padding': (secret) => Buffer.from(secret).toString('base64').replaceAll('=', ''),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'basic credentials': (secret) => `Basic ${Buffer.from(`x-access-token:${secret}`).toString('base64')}`,
  'credentials of another user': (secret) => `Basic ${Buffer.from(`bot:${secret}`).toString('base64')}`,
  'an address': (secret) => `https://bot:${encodeURIComponent(secret)}@host.example/x`,
  'an address as it was written': (secret) => `https://bot:${secret}@host.example/x`,
  JSON: (secret) => JSON.stringify({ secret }),
  'JSON in ASCII': (secret) =>
    JSON.stringify(secret).replaceAll(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  HTML: (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
};

const FLAGS = [
  [],
  ['--json'],
  ['--verbose'],
  ['--events', 'json'],
  ['--json', '--events', 'json', '--verbose'],
] as const;

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

test('a secret in use is in no output, request and file, wherever it comes from and however it is encoded', async () => {
  const anyRun = fc.record({
    place: fc.constantFrom(...Object.keys(PLACES)),
    encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
    flags: fc.constantFrom(...FLAGS),
    tty: fc.boolean(),
    secret: anySecret,
    // Texts are cut and broken into lines at places that move with this.
    before: fc.nat({ max: 300 }).map((length) => 'word '.repeat(length / 5)),
  });
  await fc.assert(
    fc.asyncProperty(anyRun, async ({ place, encoding, flags, tty, secret, before }) => {
      stage.clear();
      const text = `${before}${ENCODINGS[encoding]!(secret)} after`;
      const { argv, env } = PLACES[place]!(stage, text);
      const seeded = stage.files();
      const ended = await claims([...argv, ...flags], {
        cwd: stage.folder,
        tty,
        columns: 80,
        // Who is given the text itself as a token or password works with that.
        env: { GITHUB_TOKEN: secret, CLAIMS_CACHE: 'off', ...env },
      });
      const written = [...stage.files()]
        .filter(([path, file]) => seeded.get(path) !== file)
        // How a person calls a new folder is not ours to change.
        .flatMap(([path, file]) => (path.startsWith('project/made/') ? [file] : [path, file]));
      const texts = [
        ended.stdout.replaceAll(/\u001b\[[0-9;]*m/g, ''),
        ended.stderr.replaceAll(/\u001b\[[0-9;]*m/g, ''),
      ];
      for (const said of [
        ...texts,
        ...texts.map((each) => each.replaceAll(/\n +/g, ' ')),
        ...stage.loopback.sent,
        ...written,
      ]) {
        if (leaks(said, secret)) {
          throw new Error(`${place}, ${encoding}: ${JSON.stringify(secret)} in ${said.slice(0, 3000)}`);
        }
      }
    }),
    { numRuns: runs(6, 10_000), seed: seed() },
  );
});
