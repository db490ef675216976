import { blanks, joined, line, outdented, own, padded, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { wrapText } from '../../report/text/wrap-text';
import { commandGroups } from './command-groups';
import { COMMANDS } from './command-table';
import { GLOBAL_OPTIONS } from './standard-options';

/** All groups have their second column in one place. */
const COMMAND_WIDTH = COMMANDS.reduce((most, { name }) => Math.max(most, name.length), 0);

/** The help of the command line as a whole. Made without the parser, because loading that takes longer than all the rest. */
export function topHelp(columns: number, style: Style, called: Shown): Shown {
  const head = (text: Shown): Shown => style.paint('bold', text);
  const options = [
    ...GLOBAL_OPTIONS.map(({ flags, description }) => [flags, description] as const),
    ['-V, --version', 'print the version'] as const,
    ['-h, --help', 'show this help, or that of a command'] as const,
  ];
  const groups = commandGroups(COMMANDS).flatMap(([task, specs]) => [
    own(''),
    head(line`${visible(task)}:`),
    ...rows(
      specs.map(({ name, summary }) => [name, summary] as const),
      columns,
      COMMAND_WIDTH,
    ),
  ]);
  return joined(
    [
      line`${head(own('Usage:'))} claims <command> [options]`,
      own(''),
      wrapText(own('Infrastructure claims as typed TypeScript, reviewed as a change request.'), columns),
      ...groups,
      own(''),
      head(own('Options of every command:')),
      ...rows(options, columns),
      own(''),
      wrapText(
        line`\`${called} <command> --help\` shows examples. Start with: ${called} init my-claims`,
        columns,
      ),
      own(''),
    ],
    '\n',
  );
}

/** Two columns; on a narrow terminal the second goes below the first. */
function rows(pairs: readonly (readonly [string, string])[], columns: number, least = 0): Shown[] {
  const width = pairs.reduce((most, [name]) => Math.max(most, name.length), least);
  const narrow = columns < width + 34;
  return pairs.map(([name, text]) =>
    narrow
      ? line`  ${visible(name)}\n${wrapText(visible(text), columns, '      ')}`
      : line`  ${padded(visible(name), width)}  ${outdented(wrapText(visible(text), columns, blanks(width + 4)))}`,
  );
}
