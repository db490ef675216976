import { ToolkitError } from '../../core/errors/toolkit-error';

const OPERATORS: Readonly<Record<string, string>> = {
  '&': 'runs several commands or one in the background',
  '|': 'pipes into another command',
  ';': 'runs several commands',
  '<': 'redirects input',
  '>': 'redirects output',
  '(': 'starts a subshell',
  ')': 'ends a subshell',
  '`': 'substitutes a command',
  '\n': 'runs several commands',
};

/**
 * Splits the command of `app:` into its words: single quotes, double quotes and backslashes as in a POSIX shell, and nothing else
 * of a shell, because none is started.
 *
 * @throws ToolkitError `program-command-invalid` for syntax that only a shell understands, and for open quotes
 */
export function splitCommand(command: string): readonly [string, ...string[]] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < command.length; at++) {
    const char = command.charAt(at);
    if (quote === "'") {
      if (char === quote) quote = undefined;
      else word = `${word ?? ''}${char}`;
    } else if (char === '\\' && (quote === undefined || /["\\$`]/.test(command.charAt(at + 1)))) {
      at++;
      word = (word ?? '') + command.charAt(at);
    } else if (char === '$' && /[\w({]/.test(command.charAt(at + 1))) {
      throw refused(
        command,
        `'${/^\$(?:\w+|.)/.exec(command.slice(at))?.[0] ?? char}'`,
        'is expanded by a shell only',
      );
    } else if (quote === '"') {
      if (char === '`') throw refused(command, "'`'", OPERATORS[char] ?? '');
      if (char === quote) quote = undefined;
      else word = `${word ?? ''}${char}`;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === ' ' || char === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (OPERATORS[char] !== undefined) {
      const written = command.charAt(at + 1) === char ? char + char : char;
      throw refused(command, `'${written}'`, OPERATORS[char]);
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== undefined) throw refused(command, `the quote ${quote}`, 'is never closed');
  if (word !== undefined) words.push(word);
  const [first, ...rest] = words;
  if (first === undefined) throw refused(command, 'it', 'is empty');
  if (/^[A-Za-z_]\w*=/.test(first)) {
    throw refused(command, `'${first}'`, 'sets a variable, which only a shell does');
  }
  return [first, ...rest];
}

function refused(command: string, what: string, why: string): ToolkitError {
  return new ToolkitError(
    'program-command-invalid',
    `the command in 'app' is run without a shell, but ${what} ${why}: ${command.trim()}`,
    { data: { command } },
  );
}
