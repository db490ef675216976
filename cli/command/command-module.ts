import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { ActionContext } from '../../toolkit/action-context';
import type { Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import type { WatchFolder } from '../watch/folder-watcher';
import type { CommandSpec } from './command-spec';

/** Values of options by their long name in camel case: `exitCode`, `overwrite`. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Everything that a command may touch: what actions may, what was asked for, and how it is answered. */
export interface CommandContext extends ActionContext {
  readonly args: readonly string[];
  /** Every command there is. */
  readonly commands: readonly CommandSpec[];
  readonly options: OptionValues;
  /** Colours of the results. */
  readonly style: Style;
  /** Width of the terminal; Infinity when there is none: what programs read depends on no width. */
  readonly columns: number;
  /** How a person calls this command line, for commands to copy: `claims`, or `npx claims`. */
  readonly called: Shown;
  /** Whether the results go to a terminal. */
  readonly terminal: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  /** Writes results that come bit by bit; everything else is returned. */
  readonly write: (text: Shown) => void;
  /** Empties the terminal. */
  readonly clear: () => void;
  /** Shows an error that does not end the run: as text on stderr, with `--json` on one line of stdout. */
  readonly showError: (error: ToolkitError) => void;
  readonly watchFolder: WatchFolder;
  /** Passes on what another program prints: to stderr, unless quiet. */
  readonly printForeign: (text: string) => void;
}

/** What a command answers: printed as text, or with `--json` as one document. */
export interface CommandResult {
  /** Default 0. Failures are thrown; this is for answers such as "there are differences". */
  readonly exitCode?: number;
  /** Undefined: all of it has been written already. */
  readonly json: unknown;
  /** For people; without a last newline. Empty: nothing is printed. */
  readonly text: Shown;
}

/** The code behind a command. */
export interface CommandModule {
  readonly run: (context: CommandContext) => Promise<CommandResult>;
}

/** A command with the way to its code, which is loaded when it runs. */
export interface RunnableCommand extends CommandSpec {
  readonly load: () => CommandModule;
}

/** Value of an option that takes a text. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether an option and its contrary (`--no-…`) was given; undefined when neither was. */
export function flagOption(context: CommandContext, name: string): boolean | undefined {
  const value = context.options[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** Values of an option that may be given several times. */
export function listOption(context: CommandContext, name: string): readonly string[] {
  const value = context.options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
