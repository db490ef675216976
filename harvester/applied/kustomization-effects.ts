import type {
  GeneratedFacts,
  KustomizationEffects,
  ListedEntry,
  PatchFacts,
  ReplacementFacts,
  Selector,
} from './kustomization-facts';
import { LOCAL_CONFIG } from './object-facts';

type Values = Readonly<Record<string, unknown>>;
const LISTS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'components',
  'buildMetadata',
]);

/**
 * What the fields of a kustomization do beside listing.
 *
 * @param fields - with their own names, as `conform` gives them
 * @param list - the entries of a list of texts
 * @param lineOf - on which line a field stands
 */
export function effectsOf(
  fields: Values,
  list: (field: string) => readonly ListedEntry[],
  lineOf: (field: string) => number,
): { readonly effects: KustomizationEffects; readonly signature: string } {
  const others = Object.entries(fields).filter(([name]) => !LISTS.has(name));
  if (others.length === 0) return { effects: {}, signature: '' };
  const text = (name: string): string => (fields[name] as string | undefined) ?? '';
  const values = (name: string): readonly Values[] => (fields[name] ?? []) as readonly Values[];
  const options = (fields['generatorOptions'] ?? {}) as Values;
  const openapi = (fields['openapi'] ?? {}) as Values;
  const annotations = (fields['commonAnnotations'] ?? {}) as Values;
  const patches: PatchFacts[] = [
    ...values('patches').map((patch) => patchOf(patch, 'patches', lineOf('patches'))),
    ...list('patchesStrategicMerge').map(({ value, line }) => ({
      field: 'patchesStrategicMerge' as const,
      line,
      ...(/[\n:{]/.test(value) ? { text: value } : { path: value }),
    })),
    ...values('patchesJson6902').map((patch) => patchOf(patch, 'patchesJson6902', lineOf('patchesJson6902'))),
  ];
  const files = [
    ...list('configurations'),
    ...list('crds'),
    ...(typeof openapi['path'] === 'string'
      ? [{ value: openapi['path'], line: lineOf('openapi'), field: 'openapi.path' }]
      : []),
    ...chartFiles(values('helmCharts'), lineOf('helmCharts')),
  ];
  const charts = [...values('helmCharts'), ...values('helmChartInflationGenerator')];
  const effects: KustomizationEffects = {
    ...(text('namespace') !== '' && { namespace: text('namespace') }),
    ...(text('namePrefix') !== '' && { namePrefix: text('namePrefix') }),
    ...(text('nameSuffix') !== '' && { nameSuffix: text('nameSuffix') }),
    ...some('patches', patches),
    ...some('generated', [
      ...values('configMapGenerator').map((one) =>
        generatedOf(one, 'ConfigMap', options, lineOf('configMapGenerator')),
      ),
      ...values('secretGenerator').map((one) =>
        generatedOf(one, 'Secret', options, lineOf('secretGenerator')),
      ),
    ]),
    ...some(
      'replacements',
      values('replacements').map((value) => replacementOf(value, lineOf('replacements'))),
    ),
    ...some('generators', list('generators')),
    ...some('transformers', list('transformers')),
    ...some('validators', list('validators')),
    ...some('files', files),
    ...some(
      'charts',
      charts.map(() =>
        lineOf(values('helmCharts').length > 0 ? 'helmCharts' : 'helmChartInflationGenerator'),
      ),
    ),
    ...some(
      'replicas',
      values('replicas').map(({ name }) => ({ name: textOf(name), line: lineOf('replicas') })),
    ),
    ...some(
      'vars',
      values('vars').map(({ name, objref }) => ({
        name: textOf(name),
        objref: objref ?? {},
        line: lineOf('vars'),
      })),
    ),
    ...(['labels', 'commonLabels', 'commonAnnotations'].some((name) => fields[name] !== undefined) && {
      labels: true as const,
    }),
    ...(Object.hasOwn(annotations, LOCAL_CONFIG) && { local: String(annotations[LOCAL_CONFIG]) }),
    ...(Object.keys(openapi).length > 0 && { schema: true as const }),
  };
  return {
    effects,
    signature: JSON.stringify(others, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    ),
  };
}

/** A patch of a kustomization, or of a Flux Kustomization. */
export function patchOf(patch: Values, field: PatchFacts['field'], line: number): PatchFacts {
  const { path, patch: text, target, options } = patch;
  const { allowNameChange, allowKindChange } = (options ?? {}) as Values;
  return {
    field,
    line,
    ...(typeof path === 'string' && path !== '' && { path }),
    ...(typeof text === 'string' && text.trim() !== '' && { text }),
    ...(typeof target === 'object' && { target: target as Selector }),
    ...((allowNameChange === true || allowKindChange === true) && { mayRename: true }),
  };
}

function generatedOf(
  value: Values,
  kind: GeneratedFacts['kind'],
  options: Values,
  line: number,
): GeneratedFacts {
  const own = (value['options'] ?? {}) as Values;
  const { behavior, namespace, env } = value;
  const texts = (name: string): readonly string[] => (value[name] ?? []) as readonly string[];
  return {
    kind,
    line,
    name: textOf(value['name']),
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
    behavior: behavior === 'merge' || behavior === 'replace' ? behavior : 'create',
    hasHash: own['disableNameSuffixHash'] !== true && options['disableNameSuffixHash'] !== true,
    files: texts('files'),
    envs: typeof env === 'string' && env !== '' ? [...texts('envs'), env] : texts('envs'),
    literals: texts('literals'),
  };
}

function replacementOf(value: Values, line: number): ReplacementFacts {
  const { path } = value;
  return typeof path === 'string' && path !== '' ? { line, path } : { line, value };
}

function chartFiles(charts: readonly Values[], line: number): ListedEntry[] {
  return charts.flatMap(({ valuesFile, additionalValuesFiles }) =>
    [valuesFile, ...((additionalValuesFiles ?? []) as readonly unknown[])]
      .filter((file): file is string => typeof file === 'string' && file !== '')
      .map((value) => ({ value, line, field: 'helmCharts[].valuesFile' })),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function some<Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): { readonly [K in Name]?: readonly Item[] } {
  return items.length === 0 ? {} : ({ [name]: items } as { readonly [K in Name]: readonly Item[] });
}
