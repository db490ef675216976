import type { Style } from '../output/style';
import { wrapText } from '../output/wrap-text';
import { COMMANDS } from './command-table';
import { GLOBAL_OPTIONS } from './standard-options';

/** The help of the command line as a whole. Made without the parser, because loading that takes longer than all the rest. */
export function topHelp(columns: number, style: Style): string {
  const head = (text: string): string => style.paint('bold', text);
  const options = [
    ...GLOBAL_OPTIONS.map(({ flags, description }) => [flags, description] as const),
    ['-V, --version', 'print the version'] as const,
    ['-h, --help', 'show this help, or that of a command'] as const,
  ];
  const commands = COMMANDS.map((spec) => [spec.name, spec.summary] as const);
  return [
    `${head('Usage:')} claims <command> [options]`,
    '',
    wrapText('Infrastructure claims as typed TypeScript, reviewed as a change request.', columns),
    '',
    head('Commands:'),
    ...rows(commands, columns),
    '',
    head('Options of every command:'),
    ...rows(options, columns),
    '',
    'Start with: claims init my-claims',
    '',
  ].join('\n');
}

/** Two columns; on a narrow terminal the second goes below the first. */
function rows(pairs: readonly (readonly [string, string])[], columns: number): string[] {
  const width = pairs.reduce((most, [name]) => Math.max(most, name.length), 0);
  const indent = ' '.repeat(width + 4);
  const narrow = columns < width + 34;
  return pairs.map(([name, text]) =>
    narrow
      ? `  ${name}\n${wrapText(text, columns, '      ')}`
      : `  ${name.padEnd(width)}  ${wrapText(text, columns, indent).trimStart()}`,
  );
}
