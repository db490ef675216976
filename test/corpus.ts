import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CORPUS = resolve(process.env['CLAIMS_CORPUS'] ?? join(__dirname, '..', '..', 'shared', 'corpus'));

/** Absolute path inside the corpus of real data; undefined where it is not on this machine. */
export function corpus(path: string): string | undefined {
  const absolute = join(CORPUS, path);
  return existsSync(absolute) ? absolute : undefined;
}

/** A `describe` for tests that read real data. Without the data it says so in the name of one skipped test. */
export function describeWithCorpus(name: string, path: string, tests: (absolute: string) => void): void {
  const absolute = corpus(path);
  if (absolute !== undefined) {
    describe(name, () => {
      tests(absolute);
    });
    return;
  }
  describe(name, () => {
    test.skip(`SKIPPED: ${CORPUS} has no ${path}`, () => undefined);
  });
}
