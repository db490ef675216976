import fc from 'fast-check';
import { claims } from './cli-run';
import { anyHostile, INVISIBLE } from './places/hostile-text';
import { PLACES } from './places/places';
import { openStage, type OpenStage } from './places/stage';
import { runs, seed } from '../runs';

// In a file, and so in a process, of its own: a text that was somebody's password before is masked as long as a process lives.
let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

test('JSON has its controls in escapes, and says the same', async () => {
  const anyRun = fc.record({
    place: fc.constantFrom(
      'a field of a claim',
      'an entry of the registry',
      'an issue of the program',
      'a command',
    ),
    text: anyHostile,
  });
  await fc.assert(
    fc.asyncProperty(anyRun, async ({ place, text }) => {
      stage.clear();
      const { argv } = PLACES[place]!(stage, text);
      const { stdout, json } = await claims([...argv, '--json'], { cwd: stage.folder });
      expect(INVISIBLE.exec(stdout)).toBeNull();
      if (place === 'an entry of the registry') {
        expect((json() as unknown as { createdBy: string }[])[0]?.createdBy).toBe(text);
      } else json();
    }),
    { numRuns: runs(4, 500), seed: seed() },
  );
});
