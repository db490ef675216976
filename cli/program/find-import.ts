import { readFileSync } from 'node:fs';

/** The line of a file that names a module, counted from 1; 1 when none does. */
export function lineThatNames(path: string, module: string): number {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return 1;
  }
  const lines = text.split('\n');
  for (const quote of ["'", '"', '`']) {
    const at = lines.findIndex((line) => line.includes(quote + module + quote));
    if (at >= 0) return at + 1;
  }
  return 1;
}
