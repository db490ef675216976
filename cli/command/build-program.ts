import { Argument, Command, Option } from 'commander';
import { visible, type Shown } from '../../report/text/shown';
import { wrapText } from '../../report/text/wrap-text';
import { commandAsCalled } from './called-as';
import { GLOBAL_OPTIONS, NEED_OPTIONS } from './standard-options';
import type { OptionValues } from './command-module';
import type { RunnableCommand } from './command-module';
import type { CommandSpec, OptionSpec } from './command-spec';

/** What the command line asked for. */
export interface Invocation {
  readonly spec: RunnableCommand;
  readonly args: readonly string[];
  readonly options: OptionValues;
}

/** Where help goes, and how wide it is. */
export interface ProgramOutput {
  /** Of help, as the parser lays it out. */
  readonly write: (text: string) => void;
  readonly columns: number;
  readonly colors: boolean;
  /** How a person calls this command line, for examples to copy. */
  readonly called: Shown;
  /** Help of the command line as a whole. */
  readonly topHelp: () => string;
}

/** Terminals that are narrower than this show options above what they do. */
const NARROW = 70;
/** Text is wrapped down to this width. */
const NARROWEST = 20;

/** Groups of commands, with what they are for. */
const GROUPS: Readonly<Record<string, string>> = {
  registry: 'check and repair the registry of a target',
};

/**
 * Builds the parser from the table of commands.
 *
 * @param onCommand - told what was asked for; not called for `--help`
 */
export function buildProgram(
  specs: readonly RunnableCommand[],
  version: string,
  output: ProgramOutput,
  onCommand: (invocation: Invocation) => void,
): Command {
  const program = configured(new Command('claims'), output)
    .description('Infrastructure claims as typed TypeScript, reviewed as a change request.')
    .version(version, '-V, --version', 'print the version')
    .usage('<command> [options]')
    .helpCommand('help [command]', 'show the help of a command');
  addOptions(program, GLOBAL_OPTIONS);
  program.helpInformation = output.topHelp;
  for (const spec of specs) {
    const parent = parentOf(program, spec, output);
    const command = configured(new Command(spec.name.split(' ').at(-1)), output)
      .summary(spec.summary)
      .description(spec.description);
    for (const argument of spec.arguments) {
      const name = argument.variadic === true ? `${argument.name}...` : argument.name;
      command.addArgument(new Argument(argument.required ? `<${name}>` : `[${name}]`, argument.description));
    }
    addOptions(command, spec.options);
    for (const need of spec.needs) addOptions(command, NEED_OPTIONS[need]);
    command.addHelpText('after', exampleText(spec, output));
    command.action(() => {
      onCommand({ spec, args: command.args, options: command.optsWithGlobals() });
    });
    parent.addCommand(command);
  }
  return program;
}

function configured(command: Command, output: ProgramOutput): Command {
  return command
    .exitOverride()
    .allowExcessArguments(false)
    .showSuggestionAfterError()
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: output.columns,
      sortSubcommands: false,
      minWidthToWrap: NARROWEST,
      ...(output.columns >= NARROW ? {} : { formatItem: formatBelow(output.columns) }),
    })
    .configureOutput({
      writeOut: output.write,
      writeErr: () => undefined,
      getOutHelpWidth: () => output.columns,
      getOutHasColors: () => output.colors,
    })
    .helpOption('-h, --help', 'show this help');
}

function parentOf(program: Command, spec: CommandSpec, output: ProgramOutput): Command {
  const [group, leaf] = spec.name.split(' ');
  if (leaf === undefined || group === undefined) return program;
  const existing = program.commands.find((command) => command.name() === group);
  if (existing !== undefined) return existing;
  const made = configured(new Command(group), output).description(GROUPS[group] ?? '');
  program.addCommand(made);
  return made;
}

function addOptions(command: Command, specs: readonly OptionSpec[]): void {
  for (const spec of specs) {
    const option = new Option(spec.flags, spec.description);
    if (spec.choices !== undefined) option.choices(spec.choices);
    if (spec.repeatable === true) {
      option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    }
    command.addOption(option);
  }
}

/** Where two columns leave no room for the second one, it goes below the first. */
function formatBelow(columns: number): (term: string, termWidth: number, description: string) => string {
  return (term, _termWidth, description) =>
    description === '' ? `  ${term}` : `  ${term}\n${wrapText(visible(description), columns, '      ')}`;
}

function exampleText(spec: CommandSpec, { columns, called }: ProgramOutput): string {
  const lines = spec.examples.map(
    ({ command, note }) =>
      `${wrapText(visible(note), columns, '  # ')}\n  $ ${commandAsCalled(command, called)}`,
  );
  return `\nExamples:\n${lines.join('\n')}`;
}
