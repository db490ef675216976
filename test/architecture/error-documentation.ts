import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue';
import { ERROR_KINDS } from '../../core/errors/error-kind';
import { sourceFiles } from './source-files';

const FILE = join(__dirname, '../../docs/errors.md');

function documentation(): string {
  const entries = Object.entries(ERROR_CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = entries.map(([code, { kind, isWarning, title, cause, hint, example }]) => {
    const shown = example === '' ? '' : `\n\n\`\`\`text\n${example}\n\`\`\``;
    const ends =
      isWarning === true
        ? 'A warning: the run goes on.'
        : `Kind \`${kind}\`, exit code ${ERROR_KINDS[kind].exitCode}.`;
    return `## ${code}\n\n${title[0]?.toUpperCase() ?? ''}${title.slice(1)}. ${ends}\n\n**Why:** ${cause}\n\n**Fix:** ${hint}${shown}`;
  });
  const intro =
    'This page is for whoever met an error: every code with its reason and what to do. `claims explain <code>` prints the same.';
  const next =
    'Next: `claims doctor` when it is not clear what is wrong, [Commands](commands.md) for exit codes and JSON.';
  return `# Errors\n\n${intro}\n\n${sections.join('\n\n')}\n\n${next}\n`;
}

test('docs/errors.md and the catalogue say the same, both ways (UPDATE_DOCS=1 writes it)', () => {
  const text = documentation();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

test('every entry is complete, in sentences', () => {
  for (const [code, { title, cause, hint }] of Object.entries(ERROR_CATALOGUE)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [title, cause, hint]) expect(text.trim().length).toBeGreaterThan(5);
    expect(title).not.toMatch(/\.$/);
    expect(cause).toMatch(/\.$/);
    expect(hint).toMatch(/\.$/);
  }
});

/** How often each code stands in quotes in the source outside of the catalogue, in all and as a warning. */
function raised(): {
  readonly all: ReadonlyMap<string, number>;
  readonly asWarning: ReadonlyMap<string, number>;
} {
  const files = sourceFiles().filter(({ path }) => !/^core\/errors\/.*-errors\.ts$/.test(path));
  const count = (expression: RegExp): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { syntax } of files) {
      for (const [, code = ''] of syntax.text.matchAll(expression)) {
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
    return counts;
  };
  return { all: count(/'([a-z-]+)(?=')/g), asWarning: count(/code: '([a-z-]+)',\s+severity: 'warning'/g) };
}

test('every code is raised somewhere', () => {
  const { all } = raised();
  expect(Object.keys(ERROR_CATALOGUE).filter((code) => !all.has(code))).toEqual([]);
});

test('what is only ever a warning says so, and has no exit code', () => {
  const { all, asWarning } = raised();
  const warnings = Object.keys(ERROR_CATALOGUE).filter((code) => all.get(code) === asWarning.get(code));
  const marked = Object.entries(ERROR_CATALOGUE).filter(([, { isWarning }]) => isWarning === true);
  expect(marked.map(([code]) => code).sort()).toEqual(warnings.sort());
});
