import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { builtPath, type DeclaredObject, fieldsOf, isElsewhere, textIn } from './declared-object';
import type { DirectoryRules, EntryPoint, Overrides } from './entry-point';
import { matchGlob } from './match-glob';

type Values = Readonly<Record<string, unknown>>;

/** `path: '{{path}}'` of a template, in either style: the folder that the generator found. */
const GENERATED_PATH = /^\{\{ ?-? ?(?:path|\.path\.path) ?-? ?\}\}$/;

/** Comparisons of folders with patterns; more than any repository needs. */
const MAX_MATCHES = 5_000_000;

/** The folders that Applications, and literal templates of ApplicationSets, build from this repository. */
export function argoEntryPoints(
  objects: readonly DeclaredObject[],
  context: { readonly slug: string | undefined; readonly folders: ReadonlySet<string> },
): EntryPoint[] {
  const found: EntryPoint[] = [];
  const budget = { left: MAX_MATCHES };
  for (const object of objects) {
    if (object.group !== 'argoproj.io') continue;
    const isSet = object.kind === 'ApplicationSet';
    if (!isSet && object.kind !== 'Application') continue;
    const spec = isSet ? fieldsOf(fieldsOf(object.spec['template'])['spec']) : object.spec;
    const sources = isJsonList(spec['sources']) ? spec['sources'] : [spec['source']];
    for (const value of sources) {
      const source = fieldsOf(value);
      // A chart comes from a registry; a source of values alone has no path.
      if (source['chart'] !== undefined || source['path'] === undefined) continue;
      if (isElsewhere(source['repoURL'], context.slug)) continue;
      for (const path of pathsOf(source, isSet ? object.spec : {}, context.folders, budget)) {
        found.push(entryPoint(path, source, object));
      }
    }
  }
  return found;
}

function pathsOf(
  source: Values,
  set: Values,
  folders: ReadonlySet<string>,
  budget: { left: number },
): readonly string[] {
  const said = textIn(source['path']) ?? '';
  if (!GENERATED_PATH.test(said)) {
    const path = builtPath(said);
    return path === undefined ? [] : [path];
  }
  return isJsonList(set['generators'])
    ? set['generators'].flatMap((one) => generatedPaths(one, folders, budget))
    : [];
}

/** The folders that a Git generator of an ApplicationSet finds. */
function generatedPaths(
  generator: unknown,
  folders: ReadonlySet<string>,
  budget: { left: number },
): string[] {
  const { directories } = fieldsOf(fieldsOf(generator)['git']);
  if (!isJsonList(directories)) return [];
  budget.left -= directories.length * folders.size;
  if (budget.left < 0) return [];
  const globs = (isExcluded: boolean): string[] =>
    directories
      .filter(isJsonObject)
      .filter((directory) => (directory['exclude'] === true) === isExcluded)
      .map((directory) => textIn(directory['path']) ?? '');
  const [included, excluded] = [globs(false), globs(true)];
  const matchesOne = (all: readonly string[], folder: string): boolean =>
    all.some((glob) => matchGlob(glob, folder));
  return [...folders]
    .filter((folder) => matchesOne(included, folder) && !matchesOne(excluded, folder))
    .sort();
}

function entryPoint(
  path: string,
  source: Values,
  { kind, name, namespace, file, line }: DeclaredObject,
): EntryPoint {
  const overrides = overridesOf(fieldsOf(source['kustomize']));
  return {
    path,
    origin: 'argo',
    name: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
    file,
    line,
    ...(overrides !== undefined && { overrides }),
    directory: directoryOf(fieldsOf(source['directory'])),
  };
}

function directoryOf(directory: Values): DirectoryRules {
  const include = textIn(directory['include']);
  const exclude = textIn(directory['exclude']);
  return {
    recurse: directory['recurse'] === true,
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
  };
}

function overridesOf(kustomize: Values): Overrides | undefined {
  const namespace = textIn(kustomize['namespace']);
  const namePrefix = textIn(kustomize['namePrefix']);
  const nameSuffix = textIn(kustomize['nameSuffix']);
  const overrides: Overrides = {
    ...(namespace !== undefined && { namespace }),
    ...(namePrefix !== undefined && { namePrefix }),
    ...(nameSuffix !== undefined && { nameSuffix }),
  };
  return Object.keys(overrides).length === 0 ? undefined : overrides;
}
