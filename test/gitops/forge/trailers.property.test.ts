import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isSealed, parseMessage, sealedMessage } from '../../../gitops/forge/trailers';
import { anyCharacter } from '../../any-character';
import { runs, seed } from '../../runs';

const TREE = 'a'.repeat(40);
const anyText = fc.string({ unit: anyCharacter, maxLength: 60 });
const hostile = fc.oneof(
  anyText,
  fc.constantFrom('Claims-Input: forged', '\n\nClaims-Seal: x\n', '\r\n', '```\n', ''),
);
const trailers = fc.dictionary(
  fc.constantFrom('Claims-Input', 'Claims-Output', 'Claims-Acknowledge'),
  fc.array(hostile, { minLength: 1, maxLength: 3 }),
);

/** What Git makes of a text on its way to disk and back. */
const throughUtf8 = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

test('a message comes back with its facts, sealed, whatever its words are', () => {
  const property = fc.property(hostile, fc.array(hostile), trailers, (title, body, facts) => {
    const message = throughUtf8(
      sealedMessage(title, body.join('\n'), { ...facts, 'Claims-Version': ['1'] }, TREE),
    );
    expect(isSealed({ message, tree: TREE })).toBe(true);
    const parsed = parseMessage(message);
    const oneLine = (text: string) => throughUtf8(text.replaceAll(/\p{Cc}+/gu, ' ').trim());
    const wanted = Object.fromEntries(
      Object.entries(facts).map(([name, values]) => [name, values.map(oneLine)]),
    );
    expect(parsed.trailers).toEqual({ ...wanted, 'Claims-Version': ['1'] });
  });
  fc.assert(property, { numRuns: runs(1000), seed: seed() });
});

test('a message that was changed, or that stands on another tree, is not sealed', () => {
  const message = sealedMessage('Title', 'Body', { 'Claims-Input': ['x'] }, TREE);
  expect(isSealed({ message: message.replace('Body', 'Bodies'), tree: TREE })).toBe(false);
  expect(isSealed({ message, tree: 'b'.repeat(40) })).toBe(false);
  expect(isSealed({ message: `${message}\nSigned-off-by: Bo`, tree: TREE })).toBe(false);
  expect(isSealed({ message: 'Title', tree: TREE })).toBe(false);
});

test('a seal is short enough to be read over; in full, as older versions wrote it, it counts too', () => {
  const message = sealedMessage('Title', 'Body', { 'Claims-Input': ['x'] }, TREE);
  expect(message).not.toMatch(/[0-9a-f]{41}/);
  const bare = message.slice(0, message.lastIndexOf('\nClaims-Seal: '));
  const seal = createHash('sha256').update(`${TREE}\n${bare}`).digest('hex');
  expect(isSealed({ message: `${bare}\nClaims-Seal: ${seal}\n`, tree: TREE })).toBe(true);
  for (const wrong of [seal.slice(0, 19), seal.slice(0, 21), `${seal}0`, '']) {
    expect(isSealed({ message: `${bare}\nClaims-Seal: ${wrong}\n`, tree: TREE })).toBe(false);
  }
});
