import { cpuTime } from '../cpu-time';
import { READERS } from './linear-time';

test.each([
  ['a run of one letter', 'a'],
  ['words of a lock, repeated', 'cannot lock ref '],
  ['an address without an end', '://a:'],
  ['a key without a value', 'password: '],
])('%s of 120,000 characters costs no reader more than a second', (_what, piece) => {
  const text = piece.repeat(120_000 / piece.length);
  const times = Object.entries(READERS).map(([name, read]) => {
    const time = cpuTime(() => {
      try {
        read(text);
      } catch {
        // judged and refused is an answer, too
      }
    });
    return { name, isSlow: time > 1000 };
  });
  expect(times.filter(({ isSlow }) => isSlow)).toEqual([]);
});
