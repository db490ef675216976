import { blanks, joined, line, outdented, own, padded, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { wrapText } from '../../report/text/wrap-text';
import { COMMANDS } from './command-table';
import { GLOBAL_OPTIONS } from './standard-options';

/** The help of the command line as a whole. Made without the parser, because loading that takes longer than all the rest. */
export function topHelp(columns: number, style: Style): Shown {
  const head = (text: Shown): Shown => style.paint('bold', text);
  const options = [
    ...GLOBAL_OPTIONS.map(({ flags, description }) => [flags, description] as const),
    ['-V, --version', 'print the version'] as const,
    ['-h, --help', 'show this help, or that of a command'] as const,
  ];
  const commands = COMMANDS.map((spec) => [spec.name, spec.summary] as const);
  return joined(
    [
      line`${head(own('Usage:'))} claims <command> [options]`,
      own(''),
      wrapText(own('Infrastructure claims as typed TypeScript, reviewed as a change request.'), columns),
      own(''),
      head(own('Commands:')),
      ...rows(commands, columns),
      own(''),
      head(own('Options of every command:')),
      ...rows(options, columns),
      own(''),
      own('Start with: claims init my-claims'),
      own(''),
    ],
    '\n',
  );
}

/** Two columns; on a narrow terminal the second goes below the first. */
function rows(pairs: readonly (readonly [string, string])[], columns: number): Shown[] {
  const width = pairs.reduce((most, [name]) => Math.max(most, name.length), 0);
  const narrow = columns < width + 34;
  return pairs.map(([name, text]) =>
    narrow
      ? line`  ${visible(name)}\n${wrapText(visible(text), columns, '      ')}`
      : line`  ${padded(visible(name), width)}  ${outdented(wrapText(visible(text), columns, blanks(width + 4)))}`,
  );
}
