/** One line of a diff with its sign. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Up to this many pairs of lines the shortest diff is searched for; beyond, the differing middle is told as a whole. */
const MOST_PAIRS = 250_000;
/** Equal lines shown around a difference. */
const CONTEXT = 3;

/** Line diff with little context; stretches of equal lines are counted, not shown. Linear beyond {@link MOST_PAIRS}. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start += 1;
  }
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  const middle = diffMiddle(before.slice(start, endBefore), after.slice(start, endAfter));
  const lines: DiffLine[] = [];
  pushEqual(before.slice(0, start), 0, CONTEXT, lines);
  let equal: string[] = [];
  for (const line of middle) {
    if (line.sign === ' ') {
      equal.push(line.text);
      continue;
    }
    pushEqual(equal, CONTEXT, CONTEXT, lines);
    equal = [];
    lines.push(line);
  }
  pushEqual(before.slice(endBefore), CONTEXT, 0, lines);
  return lines;
}

function pushEqual(equal: readonly string[], head: number, tail: number, lines: DiffLine[]): void {
  const isShort = equal.length <= head + tail + 1;
  for (const [index, text] of equal.entries()) {
    if (isShort || index < head || index >= equal.length - tail) {
      lines.push({ sign: ' ', text });
    } else if (index === head) {
      lines.push({ sign: ' ', text: `… ${equal.length - head - tail} equal lines` });
    }
  }
}

function diffMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > MOST_PAIRS) {
    return [
      ...before.map((text): DiffLine => ({ sign: '-', text })),
      ...after.map((text): DiffLine => ({ sign: '+', text })),
    ];
  }
  return shortestDiff(before, after);
}

/** By the longest common subsequence, removals before additions. */
function shortestDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? (common[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(common[(row + 1) * width + column] ?? 0, common[row * width + column + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const was = before[row];
    const is = after[column];
    if (was !== undefined && was === is) {
      lines.push({ sign: ' ', text: was });
      row += 1;
      column += 1;
    } else if (
      was !== undefined &&
      (is === undefined ||
        (common[(row + 1) * width + column] ?? 0) >= (common[row * width + column + 1] ?? 0))
    ) {
      lines.push({ sign: '-', text: was });
      row += 1;
    } else if (is !== undefined) {
      lines.push({ sign: '+', text: is });
      column += 1;
    }
  }
  return lines;
}
