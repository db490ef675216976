import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Issue } from '../issue';
import type { SourcePosition } from '../source-position';
import { parseText, type ParsedDocument, type ParsedText } from '../yaml/parse-text';
import { plainValue } from '../yaml/plain-value';
import { placeAt, UnreadableYaml } from '../yaml/unreadable-yaml';
import { issuesFromZod } from './issue-from-zod';
import type { WrittenOf } from './setting-row';
import type { SETTINGS } from './settings';
import { projectFileSchema, schemasAt, type GitopsSettings } from './settings-schema';

/** What `cdk8s.yaml` says, checked for shape but without defaults. Frozen. */
export interface ProjectConfig {
  /** The command that runs the program (`app:`). */
  readonly app?: string;
  /** The output folder (`output:`). */
  readonly output?: string;
  readonly gitops: GitopsSettings;
  /** Place of each key that was read, by dotted path (`gitops.target`). */
  readonly positions: ReadonlyMap<string, SourcePosition>;
}

/** {@link ProjectConfig} and everything that is wrong with the file. */
export interface ParsedProjectConfig {
  readonly config: ProjectConfig;
  /** All problems, in the order of the file; empty when it is right. */
  readonly issues: readonly Issue[];
}

/** What stands in for `cdk8s.yaml` where there is none. */
export const EMPTY_PROJECT_CONFIG: ProjectConfig = Object.freeze({
  gitops: Object.freeze({}),
  positions: new Map<string, SourcePosition>(),
});

/**
 * Reads `cdk8s.yaml`: `app`, `output` and `gitops`. Keys of cdk8s itself (`imports`, `language`, …) are left alone. Never throws.
 *
 * @param text - content of the file
 * @param file - its name, for the positions of issues
 */
export function parseProjectConfig(text: string, file: string): ParsedProjectConfig {
  const parsed = parse(text);
  if ('problems' in parsed) {
    const issues = parsed.problems.map((problem): Issue => ({
      code: 'config-unreadable',
      message: problem.message,
      source: { file, ...placeAt(text, problem.offset) },
    }));
    return { config: EMPTY_PROJECT_CONFIG, issues };
  }
  const raw = plainValue(parsed.documents[0] as ParsedDocument);
  if (raw === null || raw === undefined) return { config: EMPTY_PROJECT_CONFIG, issues: [] };
  const locate = locator(parsed, file);
  const withBlock = withoutEmptyBlock(raw);
  const result = projectFileSchema.safeParse(withBlock);
  if (!result.success) {
    const issues = issuesFromZod(
      result.error,
      locate,
      (path) => Object.keys(schemasAt(path)),
      (path) => valueAt(raw, path),
    );
    issues.sort((a, b) => (a.source?.line ?? 0) - (b.source?.line ?? 0));
    return { config: EMPTY_PROJECT_CONFIG, issues };
  }
  const { app, output, gitops = {} } = result.data as WrittenOf<typeof SETTINGS>;
  return { config: deepFreeze({ app, output, gitops, positions: positions(raw, locate) }), issues: [] };
}

/**
 * What is right in a `cdk8s.yaml` that has problems: keys with a wrong value, and unknown ones, are left out. For whoever
 * looks at everything at once instead of ending with the first problem; a run never works with it.
 */
export function validPartOfConfig(text: string, file: string): ProjectConfig {
  const parsed = parse(text);
  if ('problems' in parsed) return EMPTY_PROJECT_CONFIG;
  const raw = plainValue(parsed.documents[0] as ParsedDocument);
  const { gitops: _, ...ofTop } = schemasAt([]);
  const top = rightKeys(raw, ofTop);
  const gitops = rightKeys(valueAt(raw, ['gitops']), schemasAt(['gitops']));
  const locate = locator(parsed, file);
  return deepFreeze({ ...top, gitops, positions: positions(raw, locate) });
}

function parse(text: string): ParsedText | { readonly problems: readonly UnreadableYaml[] } {
  try {
    return parseText(text, {});
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    return { problems: [problem, ...problem.further] };
  }
}

function rightKeys(
  value: unknown,
  shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>>,
): object {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([key, its]) => shape[key]?.safeParse(its).success));
}

/** `gitops:` with nothing below it is the same as no `gitops:`. */
function withoutEmptyBlock(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('gitops' in raw) || raw.gitops !== null) return raw;
  return { ...raw, gitops: {} };
}

/** Finds where the value of a path stands. Keys are looked up, not searched for: a file may have many. */
function locator(parsed: ParsedText, file: string): (path: readonly PropertyKey[]) => SourcePosition {
  const { document } = parsed.documents[0] as ParsedDocument;
  const known = new Map<YAMLMap, ReadonlyMap<unknown, Pair>>();
  const pairsOf = (map: YAMLMap): ReadonlyMap<unknown, Pair> => {
    let pairs = known.get(map);
    if (pairs === undefined) {
      pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : undefined, pair]));
      known.set(map, pairs);
    }
    return pairs;
  };
  return (path) => {
    let offset = 0;
    let node: unknown = document.contents;
    for (const key of path) {
      if (!isMap(node)) {
        const item: unknown = document.getIn([...path], true);
        if (isScalar(item) && item.range) offset = item.range[0];
        break;
      }
      const pair = pairsOf(node).get(key);
      if (pair === undefined) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    }
    return { file, ...parsed.placeOf(offset) };
  };
}

function positions(
  raw: unknown,
  locate: (path: readonly PropertyKey[]) => SourcePosition,
): Map<string, SourcePosition> {
  const found = new Map<string, SourcePosition>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const here = [...path, key];
      if (here[0] !== 'gitops' && here.length > 1) continue;
      found.set(here.join('.'), locate(here));
      visit(child, here);
    }
  };
  visit(raw, []);
  return found;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null && !(child instanceof Map)) deepFreeze(child as object);
  }
  return Object.freeze(value);
}
