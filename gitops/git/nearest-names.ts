import { compareText } from '../../core/text/compare-text';
/** Levenshtein distance, for suggestions only. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The names most like the given one, best first, at most three; `main` and `master` stand for each other. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const likeness = (other: string) =>
    other === 'main' || other === 'master' ? Math.min(distance(name, other), 4) : distance(name, other);
  return known
    .map((other) => ({ other, far: likeness(other) }))
    .sort((a, b) => a.far - b.far || compareText(a.other, b.other))
    .slice(0, 3)
    .map(({ other }) => other);
}
