import type { Issue } from '../issue';
import type { SourcePosition } from '../source-position';
import { valueProblem } from './issue-from-zod';
import {
  flagName,
  isBlock,
  type Environment,
  type SettingRow,
  type SettingRows,
  type ValuesOf,
} from './setting-row';
import { withoutCredentials } from './target-url';

/** Everything that settings are read from, as data. */
export interface SettingSources {
  readonly env: Environment;
  /** What the command line says, by key of the setting. */
  readonly flags?: Readonly<Record<string, string | boolean | undefined>>;
  /** A file that was checked for shape, and the place of each key in it by dotted path. */
  readonly file?: object & { readonly positions: ReadonlyMap<string, SourcePosition> };
}

/** A value that somebody gave, and who. */
export interface GivenSetting {
  readonly value: unknown;
  /** `--root`, `CLAIMS_ROOT` or `gitops.root`. */
  readonly name: string;
  readonly from: 'flag' | 'variable' | 'file';
  /** Line of the file, when it stands there. */
  readonly source?: SourcePosition;
}

/** What {@link readSettings} finds. */
export interface SettingsRead<Rows> {
  /** Frozen; of use only when there are no issues. */
  readonly values: ValuesOf<Rows>;
  /** What was given, by dotted path. */
  readonly given: ReadonlyMap<string, GivenSetting>;
  /** All problems, in the order of the table. */
  readonly issues: Issue[];
}

/** Reads every setting of a table: flag over environment over file over default, then its rule. */
export function readSettings<Rows extends SettingRows>(
  rows: Rows,
  sources: SettingSources,
): SettingsRead<Rows> {
  const given = new Map<string, GivenSetting>();
  const issues: Issue[] = [];
  const readRows = (block: SettingRows, prefix: string, written: object | undefined): object => {
    const entries = Object.entries(block).map(([key, row]) => {
      const path = `${prefix}${key}`;
      const inFile = (written as Readonly<Record<string, unknown>> | undefined)?.[key];
      if (isBlock(row)) return [key, readRows(row.rows, `${path}.`, inFile as object | undefined)];
      const found = pick(key, path, row, inFile, sources);
      if (found === undefined) return [key, row.default];
      given.set(path, found);
      const { value, problem } = checked(row, found, sources.env);
      if (problem !== undefined) issues.push(issueOf(row, found, problem));
      return [key, value];
    });
    return Object.freeze(Object.fromEntries(entries) as object);
  };
  const values = readRows(rows, '', sources.file) as ValuesOf<Rows>;
  return { values, given, issues };
}

/** The winner; an empty variable counts as not set. */
function pick(
  key: string,
  path: string,
  { flag, variable }: SettingRow,
  inFile: unknown,
  { flags, env, file }: SettingSources,
): GivenSetting | undefined {
  const said = flags?.[key];
  if (flag !== undefined && said !== undefined) return { value: said, name: flagName(flag), from: 'flag' };
  const set = variable === undefined ? undefined : env[variable];
  if (variable !== undefined && set !== undefined && set !== '') {
    return { value: set, name: variable, from: 'variable' };
  }
  return inFile === undefined
    ? undefined
    : { value: inFile, name: path, from: 'file', source: file?.positions.get(path) };
}

/** The value in the type of its setting, or what is wrong with it. What a file says was read by the schema already. */
function checked(
  row: SettingRow,
  { value: said, from }: GivenSetting,
  env: Environment,
): { readonly value?: unknown; readonly problem?: string } {
  let value = said;
  if (said === '') return { problem: 'must not be empty' };
  if (from !== 'file' && typeof said === 'string') {
    const read = row.schema.safeParse(fromText(row.schema.def.type, said));
    const [problem] = read.error?.issues ?? [];
    if (problem !== undefined) return { problem: valueProblem(problem) };
    value = read.data;
  }
  const isFree = from === 'variable' && row.isVariableFree === true;
  const problem = isFree ? undefined : row.rule?.(String(value), env);
  return problem === undefined ? { value } : { problem };
}

/** Text of a flag or variable as a value of the schema's type. */
function fromText(type: string, text: string): unknown {
  if (type === 'number') return text.trim() === '' ? text : Number(text);
  if (type === 'array') return text.split(',').map((item) => item.trim());
  if (type === 'boolean') {
    return ['true', '1'].includes(text) || (['false', '0'].includes(text) ? false : text);
  }
  return text;
}

/** A value that may be a secret is not repeated. */
function issueOf({ isHidden }: SettingRow, { value, name, source }: GivenSetting, problem: string): Issue {
  const shown = isHidden === true ? undefined : withoutCredentials(String(value));
  return {
    code: 'config-value-invalid',
    message: shown === undefined ? `${name} ${problem}` : `${name} '${shown}' ${problem}`,
    source,
    field: name,
    ...(shown === undefined ? {} : { value: shown }),
  };
}
