/** A positional argument. */
export interface ArgumentSpec {
  /** As in the help: `dir`, `category/name`. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Takes all that is left. */
  readonly variadic?: boolean;
}

/** An option. Values are texts or true; nothing is guessed from them. */
export interface OptionSpec {
  /** As commander writes it: `--output <dir>`, `--merge`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given several times, and takes several values. */
  readonly repeatable?: boolean;
}

/** An example of the help: a command that works as it stands. */
export interface ExampleSpec {
  readonly command: string;
  readonly note: string;
}

/** What a command works on, which decides its common options: the GitOps repository, and the program that declares the claims. */
export type CommandNeed = 'target' | 'program';

/** A command as data: help, completion, documentation and argument parsing all read this. */
export interface CommandSpec {
  /** With its group: `synth`, `registry verify`. */
  readonly name: string;
  /** One line, lower case, without a period. */
  readonly summary: string;
  /** What it does beyond the summary, in sentences. */
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly needs: readonly CommandNeed[];
  readonly examples: readonly ExampleSpec[];
}
