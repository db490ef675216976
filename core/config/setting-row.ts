import type { z } from 'zod';

/** Variables of the environment, as Node has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with a value, as the end of a sentence; undefined where nothing is. */
export type SettingRule = (value: string, env: Environment) => string | undefined;

/** The option of the command line that gives a setting. Its name is the setting's key. */
export interface SettingFlag {
  /** As commander writes it: `--type-check`, `--base <branch>`. */
  readonly flags: string;
  readonly description: string;
  /** What its contrary (`--no-…`) does, where it has one. */
  readonly contrary?: string;
  /** The commands that have it: those that need a target or the program, write a folder, check types, or run a service. */
  readonly group: 'target' | 'program' | 'output' | 'types' | 'service';
}

/** All that is said about one setting: type, resolution, documentation, JSON schema and flags follow from it. */
export interface SettingRow {
  /** What may stand in the file; the text of a flag or variable is read as that too. */
  readonly schema: z.ZodType;
  /** Sentences for documentation and editors; the one about the default follows. */
  readonly about: string;
  /** Holds where nobody says anything. Left out where it depends on other settings. */
  readonly default?: string | number | boolean | readonly string[];
  /** Environment variable that gives it. */
  readonly variable?: string;
  readonly flag?: SettingFlag;
  readonly rule?: SettingRule;
  /** The rule does not hold for the variable: CI systems hand over addresses with a token in them, that is the place for one. */
  readonly isVariableFree?: boolean;
  /** Never repeated in messages: somebody may have put a token there. */
  readonly isHidden?: boolean;
}

/** Settings below one key. */
export interface SettingBlock {
  readonly about: string;
  readonly rows: SettingRows;
}

/** A table of settings by key. */
export interface SettingRows {
  readonly [key: string]: SettingRow | SettingBlock;
}

/** A setting with its place in the table. */
export interface PlacedSetting {
  readonly key: string;
  /** Dotted: `gitops.base`. */
  readonly path: string;
  readonly row: SettingRow;
}

type OutputOf<Row> = Row extends { readonly schema: infer Schema extends z.ZodType }
  ? z.output<Schema> extends (infer Item)[]
    ? readonly Item[]
    : Readonly<z.output<Schema>>
  : never;

/** What a table gives as it is written in a file: every key may be missing. */
export type WrittenOf<Rows> = {
  readonly [Key in keyof Rows]?: Rows[Key] extends { readonly rows: infer Inner }
    ? WrittenOf<Inner>
    : OutputOf<Rows[Key]>;
};

/** What a table gives when it is resolved: settings without a default may be missing. */
export type ValuesOf<Rows> = {
  readonly [Key in keyof Rows as Rows[Key] extends Lasting ? Key : never]: ValueOf<Rows[Key]>;
} & {
  readonly [Key in keyof Rows as Rows[Key] extends Lasting ? never : Key]?: ValueOf<Rows[Key]>;
};

type Lasting = { readonly default: unknown } | { readonly rows: unknown };
type ValueOf<Row> = Row extends { readonly rows: infer Inner } ? ValuesOf<Inner> : OutputOf<Row>;

/** What the command line may say about the settings of a table: a text for options with a value, else whether they are set. */
export type FlagsOf<Rows> = {
  readonly [
    Key in keyof Rows as Rows[Key] extends { readonly flag: SettingFlag } ? Key : never
  ]?: Rows[Key] extends {
    readonly flag: { readonly flags: `${string}<${string}` };
  }
    ? string
    : boolean;
};

/** Every setting of a table, blocks resolved, in order. */
export function settingsOf(rows: SettingRows, prefix = ''): readonly PlacedSetting[] {
  return Object.entries(rows).flatMap(([key, row]) => {
    const path = `${prefix}${key}`;
    return isBlock(row) ? settingsOf(row.rows, `${path}.`) : [{ key, path, row }];
  });
}

/** Whether settings stand below a key. */
export function isBlock(row: SettingRow | SettingBlock): row is SettingBlock {
  return 'rows' in row;
}

/** `--base`, for messages. */
export function flagName({ flags }: SettingFlag): string {
  return flags.split(' ', 1)[0] ?? flags;
}
