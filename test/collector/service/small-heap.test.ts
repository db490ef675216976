import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** Bytes of the space for young objects after many of them lived a while. */
function youngSpace(before: string): number {
  const program = `
    ${before}
    const kept = [];
    for (let index = 0; index < 400000; index += 1) {
      kept.push({ index, text: 'n' + index });
      if (kept.length > 40000) kept.length = 0;
    }
    const spaces = require('node:v8').getHeapSpaceStatistics();
    process.stdout.write(String(spaces.find(({ space_name }) => space_name === 'new_space').space_size));
  `;
  // Node takes the types away itself: a compiler would have made the space grow already.
  const args = ['--disable-warning=ExperimentalWarning', '-e', program];
  return Number(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }));
}

describe('a heap that is kept small', () => {
  it('does not let the space of young objects grow', () => {
    const grown = youngSpace('');
    const kept = youngSpace("require('./collector/service/small-heap.ts').keepHeapSmall();");
    expect(grown).toBeGreaterThan(8 * 2 ** 20);
    expect(kept).toBeLessThan(grown / 2);
  });
});
