import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');

/** A line of a page that a reader may copy into a shell. */
export interface CopiedLine {
  /** Page and heading, as `docs/types.md#Explained`. */
  readonly block: string;
  /** Without the prompt and the comment behind it. */
  readonly text: string;
}

/** Every line that a reader may copy into a shell; the examples of errors show what is wrong, not what to do. */
export function copiedLines(): CopiedLine[] {
  const pages = readdirSync(join(PROJECT, 'docs')).filter(
    (name) => name.endsWith('.md') && name !== 'errors.md',
  );
  return ['README.md', ...pages.map((name) => `docs/${name}`)].flatMap((page) => {
    const text = readFileSync(join(PROJECT, page), 'utf8');
    return [...text.matchAll(/^```(sh|bash|shell|console|text)\n([^]*?)^```/gm)].flatMap((found) => {
      const [, language = '', body = ''] = found;
      const heading = /[^]*^## (.*)$/m.exec(text.slice(0, found.index))?.[1] ?? '';
      return body
        .split('\n')
        .filter((line) => isCommand(line, language))
        .map((line) => ({
          block: `${page}#${heading}`,
          text: line.replace(/^\$ /, '').replace(/\s+#.*$/, ''),
        }));
    });
  });
}

/** In a console, what follows the prompt; in plain text, what calls our command line. */
function isCommand(line: string, language: string): boolean {
  if (language === 'console') return line.startsWith('$ ');
  if (language === 'text') return /^(?:[A-Z_]+=\S+ )*(?:npx )?claims [a-z-]|[|&] claims /.test(line);
  return line.trim() !== '' && !line.startsWith('#');
}
