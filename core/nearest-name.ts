/**
 * The known name that a mistyped one most likely meant, for "did you mean …" in errors.
 *
 * @param wrong - what was written
 * @param known - the names that would have been right
 * @returns the nearest by edit distance (adjacent swaps count once), or undefined when none is near: more than a third of the
 * longer name differs (one edit is always near enough for names of three letters and more)
 */
export function nearestName(wrong: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const lower = wrong.toLowerCase();
  for (const name of known) {
    const distance = editDistance(lower, name.toLowerCase());
    const limit = Math.max(1, Math.floor(Math.max(wrong.length, name.length) / 3));
    if (distance < bestDistance && distance <= limit) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** How an error's message ends where a name was mistyped; empty where none is near. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : `, did you mean '${nearest}'?`;
}

/** Edit distance of Damerau and Levenshtein in its optimal-string-alignment form. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
