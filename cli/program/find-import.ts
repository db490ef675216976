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
  // ES modules name the resolved path: its last part is what the line has in common with it.
  for (const name of [module, module.slice(module.lastIndexOf('/') + 1)]) {
    const at = lines.findIndex((line) =>
      quoted(line).some((word) => word === name || word.endsWith(`/${name}`)),
    );
    if (at >= 0) return at + 1;
  }
  return 1;
}

function quoted(line: string): string[] {
  return [...line.matchAll(/(['"`])([^'"`]+)\1/g)].map((match) => match[2] ?? '');
}
