import { ERROR_CATALOGUE } from '../../../core/errors/catalogue';
import { FILTERS } from '../../../toolkit/list/known-filters';
import type { CommandSpec, OptionSpec } from '../../command/command-spec';
import { GLOBAL_OPTIONS, NEED_OPTIONS } from '../../command/standard-options';

/** What may stand somewhere on the command line. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Files and folders. */
  | { readonly kind: 'files' }
  /** What `claims __complete <what>` says when it is asked: claims, those and their categories, or values of a filter. */
  | { readonly kind: 'asked'; readonly what: 'claim' | 'claims' | (typeof FILTERS)[number] }
  /** Nothing that a shell could know. */
  | { readonly kind: 'free' };

/** An option as shells complete it. */
export interface CompletedOption {
  /** `--target` */
  readonly flag: string;
  readonly description: string;
  /** Undefined: it takes no value. */
  readonly values?: Values;
}

/** A command, or a group of them, as shells complete it. */
export interface CompletedCommand {
  /** `diff`, `registry verify`; empty for the command line as a whole. */
  readonly name: string;
  readonly summary: string;
  /** Commands that may follow. */
  readonly below: readonly CompletedCommand[];
  readonly argument: Values;
  readonly options: readonly CompletedOption[];
}

/** Shells that a script can be printed for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

const FILES = new Set(['dir', 'file', 'path', 'repo', 'repository']);
const FREE: Values = { kind: 'free' };
const HELP: CompletedOption = { flag: '--help', description: 'show this help' };
const VERSION: CompletedOption = { flag: '--version', description: 'print the version' };

/** The table of commands as a tree for completion; every command is in it. */
export function completionTree(specs: readonly CommandSpec[]): CompletedCommand {
  const below: CompletedCommand[] = [];
  for (const first of new Set(specs.map((spec) => firstWord(spec)))) {
    const leaves = specs.filter((spec) => spec.name.startsWith(`${first} `));
    const own = specs.find((spec) => spec.name === first);
    below.push(own === undefined ? groupOf(first, leaves) : commandOf(own));
  }
  const names = below.map(({ name }) => name);
  const help: CompletedCommand = {
    name: 'help',
    summary: 'show the help of a command',
    below: [],
    argument: { kind: 'words', words: names },
    options: [],
  };
  return { name: '', summary: '', below: [...below, help], argument: FREE, options: [HELP, VERSION] };
}

/** Every command of a tree, its root included. */
export function allCommands(tree: CompletedCommand): CompletedCommand[] {
  return [tree, ...tree.below.flatMap(allCommands)];
}

/** Options that take a value, each once, with what it may be. */
export function valueOptions(tree: CompletedCommand): ReadonlyMap<string, Values> {
  const found = new Map<string, Values>();
  for (const { options } of allCommands(tree)) {
    for (const { flag, values } of options) if (values !== undefined) found.set(flag, values);
  }
  return found;
}

/** Last word of a command: what is typed for it where it can follow. */
export function lastWord({ name }: Pick<CompletedCommand, 'name'>): string {
  return name.slice(name.indexOf(' ') + 1);
}

function firstWord({ name }: CommandSpec): string {
  return name.split(' ')[0] ?? name;
}

function groupOf(name: string, leaves: readonly CommandSpec[]): CompletedCommand {
  const below = leaves.map(commandOf);
  const summary = below.map(lastWord).join(', ');
  return { name, summary, below, argument: FREE, options: [HELP] };
}

function commandOf(spec: CommandSpec): CompletedCommand {
  const options = [...spec.options, ...spec.needs.flatMap((need) => NEED_OPTIONS[need]), ...GLOBAL_OPTIONS];
  return {
    name: spec.name,
    summary: spec.summary,
    below: [],
    argument: argumentOf(spec),
    options: [...options.map(optionOf), HELP],
  };
}

function argumentOf({ name, arguments: [first] }: CommandSpec): Values {
  if (name === 'explain') return { kind: 'words', words: Object.keys(ERROR_CATALOGUE).sort() };
  if (name === 'completion') return { kind: 'words', words: SHELLS };
  // What only shows claims takes a category for all of them; what changes one takes one.
  if (first?.name === 'category/name' && !first.required) return { kind: 'asked', what: 'claims' };
  return first === undefined ? FREE : valuesNamed(first.name);
}

/** By how help calls a value: `<category/name>` is a claim everywhere. */
function valuesNamed(name: string): Values {
  if (name === 'category/name') return { kind: 'asked', what: 'claim' };
  return FILES.has(name) ? { kind: 'files' } : FREE;
}

function optionOf({ flags, description, choices }: OptionSpec): CompletedOption {
  const [flag = '', value] = flags.split(' ');
  if (value === undefined) return { flag, description };
  if (choices !== undefined) return { flag, description, values: { kind: 'words', words: choices } };
  const filter = FILTERS.find((name) => flag === `--${name}`);
  const values: Values =
    filter === undefined ? valuesNamed(value.replaceAll(/[<>[\].]/g, '')) : { kind: 'asked', what: filter };
  return { flag, description, values };
}
