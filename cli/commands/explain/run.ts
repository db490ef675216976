import { dirname } from 'node:path';
import { ERROR_CATALOGUE, type ErrorCode } from '../../../core/errors/catalogue';
import type { ErrorEntry } from '../../../core/errors/error-entry';
import { ERROR_KINDS } from '../../../core/errors/error-kind';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { didYouMean, nearestName } from '../../../core/nearest-name';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { explainedText } from '../../output/explained-text';
import { explainKind } from '../../../toolkit/import/explain-kind';
import { configFile } from '../../../toolkit/project/load-project';
import { labelled } from '../../../report/text/labelled';
import { joined, line, own, visible, visibleLines, type Shown } from '../../../report/text/shown';
import { wrapText } from '../../../report/text/wrap-text';
import { compareText } from '../../../core/text/compare-text';

/** Explains one error, or lists all; or a kind that was imported. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const [topic] = context.args;
  if (topic === undefined) return everyCode(context);
  if (Object.hasOwn(ERROR_CATALOGUE, topic)) return oneCode(topic, context);
  const folder = dirname(configFile(context, projectSource(context)).path);
  const explanation = await explainKind(folder, textOption(context, 'out') ?? 'imports', topic);
  if (explanation === undefined) return oneCode(topic, context);
  return { json: explanation, text: explainedText(explanation, context) };
}

function everyCode({ style, columns }: CommandContext): CommandResult {
  const entries = Object.entries(ERROR_CATALOGUE).sort(([a], [b]) => compareText(a, b));
  return {
    json: entries.map(([code, entry]) => ({ code, kind: entry.kind, title: entry.title })),
    text: joined(
      entries.map(([code, { title }]) => {
        const head = style.paint('bold', visible(code));
        return code.length + 2 + title.length <= columns
          ? line`${head}  ${visible(title)}`
          : line`${head}\n${wrapText(visible(title), columns, '  ')}`;
      }),
      '\n',
    ),
  };
}

function oneCode(code: string, { style, columns: width }: CommandContext): CommandResult {
  // Text to read, also where it is piped.
  const columns = Number.isFinite(width) ? width : 80;
  const entry = entryOf(code);
  const exitCode = entry.isWarning === true ? null : ERROR_KINDS[entry.kind].exitCode;
  const part = (name: Shown, text: string): Shown =>
    line`\n${style.paint('bold', name)}\n${wrapText(visibleLines(text), Math.min(columns, 100), '  ')}`;
  const lines = [
    labelled(line`${visible(code)}:`, visible(entry.title), {
      style,
      columns,
      indent: own(''),
      label: ['bold', 'red'],
    }),
    style.paint(
      'dim',
      exitCode === null
        ? own('a warning, the run continues')
        : line`kind ${entry.kind}, exit code ${exitCode}`,
    ),
    part(own('why'), entry.cause),
    part(own('hint'), entry.hint),
  ];
  if (entry.example !== '') lines.push(part(own('example'), entry.example));
  return { json: { code, exitCode, ...entry }, text: joined(lines, '\n') };
}

function entryOf(code: string): ErrorEntry {
  if (Object.hasOwn(ERROR_CATALOGUE, code)) return ERROR_CATALOGUE[code as ErrorCode];
  const near = nearestName(code, Object.keys(ERROR_CATALOGUE));
  throw new ToolkitError('usage-invalid', `unknown error code or imported kind '${code}'${didYouMean(near)}`);
}
