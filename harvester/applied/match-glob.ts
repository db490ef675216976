/**
 * Whether a glob matches a path: `*` and `?` within a part, `**` across parts, `{a,b}` for alternatives without braces in them; Argo CD
 * reads `include` and `exclude` so.
 */
export function matchGlob(glob: string, path: string): boolean {
  return alternativesOf(glob).some((one) => matchesFrom(one, path));
}

/** As many as a person writes. */
const MAX_ALTERNATIVES = 100;

function alternativesOf(glob: string): string[] {
  let globs = [glob];
  for (let round = 0; round < 10; round += 1) {
    const next = globs.flatMap(spread);
    if (next.length === globs.length) break;
    globs = next.slice(0, MAX_ALTERNATIVES);
  }
  return globs;
}

function spread(glob: string): string[] {
  const open = glob.indexOf('{');
  const close = glob.indexOf('}', open);
  if (open < 0 || close < 0) return [glob];
  const [before, after] = [glob.slice(0, open), glob.slice(close + 1)];
  return glob
    .slice(open + 1, close)
    .split(',')
    .map((one) => `${before}${one}${after}`);
}

/** Every place of the path that is reached by the glob so far; linear in glob times path. */
function matchesFrom(glob: string, path: string): boolean {
  let places = new Set([0]);
  for (let at = 0; at < glob.length; at += 1) {
    const next = new Set<number>();
    if (glob.startsWith('**', at)) {
      at += 1;
      const first = Math.min(...places);
      for (let place = first; place <= path.length; place += 1) next.add(place);
      // `**/` is also nothing at all.
      if (glob.charAt(at + 1) === '/') {
        at += 1;
        const starts = new Set(places);
        for (let place = first; place < path.length; place += 1) {
          if (path.charAt(place) === '/') starts.add(place + 1);
        }
        places = starts;
        continue;
      }
    } else if (glob.charAt(at) === '*') {
      for (const place of places) {
        for (let end = place; end <= path.length && !next.has(end); end += 1) {
          next.add(end);
          if (path.charAt(end) === '/') break;
        }
      }
    } else {
      for (const place of places) {
        const here = path.charAt(place);
        if (place < path.length && (glob.charAt(at) === here || (glob.charAt(at) === '?' && here !== '/'))) {
          next.add(place + 1);
        }
      }
    }
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(path.length);
}
