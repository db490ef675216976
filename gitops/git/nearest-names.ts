import { editDistance } from '../../core/nearest-name';
import { compareText } from '../../core/text/compare-text';

/** The names most like the given one, best first, at most three; `main` and `master` stand for each other. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const likeness = (other: string) =>
    other === 'main' || other === 'master'
      ? Math.min(editDistance(name, other), 4)
      : editDistance(name, other);
  return known
    .map((other) => ({ other, far: likeness(other) }))
    .sort((a, b) => a.far - b.far || compareText(a.other, b.other))
    .slice(0, 3)
    .map(({ other }) => other);
}
