/** What a field of a kustomization may hold: a scalar of one type, a list, a map with values of one type, or certain fields. */
export type Shape =
  | 'text'
  | 'integer'
  | 'boolean'
  | 'anything'
  | readonly [Shape]
  | { readonly each: Shape }
  | { readonly fields: Fields };

type Fields = Readonly<Record<string, Shape>>;

const TEXTS: Shape = ['text'];
const TEXT_MAP: Shape = { each: 'text' };

const SELECTOR = {
  group: 'text',
  version: 'text',
  kind: 'text',
  name: 'text',
  namespace: 'text',
} as const satisfies Fields;
const SELECT: Shape = { fields: { ...SELECTOR, annotationSelector: 'text', labelSelector: 'text' } };
const FIELD_SPEC: Shape = {
  fields: { group: 'text', version: 'text', kind: 'text', path: 'text', create: 'boolean' },
};
const FIELD_OPTIONS: Shape = {
  fields: { delimiter: 'text', index: 'integer', encoding: 'text', create: 'boolean' },
};
const PATCH: Shape = {
  fields: {
    path: 'text',
    patch: 'text',
    target: SELECT,
    options: { fields: { allowNameChange: 'boolean', allowKindChange: 'boolean' } },
  },
};
const GENERATOR_OPTIONS: Shape = {
  fields: { labels: TEXT_MAP, annotations: TEXT_MAP, disableNameSuffixHash: 'boolean', immutable: 'boolean' },
};
const GENERATOR = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: TEXTS,
  files: TEXTS,
  envs: TEXTS,
  env: 'text',
  options: GENERATOR_OPTIONS,
} as const satisfies Fields;
const IMAGE: Shape = {
  fields: { name: 'text', newName: 'text', tagSuffix: 'text', newTag: 'text', digest: 'text' },
};
const REPLACEMENT: Shape = {
  fields: {
    path: 'text',
    source: { fields: { ...SELECTOR, fieldPath: 'text', options: FIELD_OPTIONS } },
    targets: [{ fields: { select: SELECT, reject: [SELECT], fieldPaths: TEXTS, options: FIELD_OPTIONS } }],
    sourceValue: 'text',
  },
};
const HELM_CHART: Shape = {
  fields: {
    name: 'text',
    version: 'text',
    repo: 'text',
    releaseName: 'text',
    namespace: 'text',
    additionalValuesFiles: TEXTS,
    valuesFile: 'text',
    valuesInline: { each: 'anything' },
    valuesMerge: 'text',
    includeCRDs: 'boolean',
    skipHooks: 'boolean',
    apiVersions: TEXTS,
    kubeVersion: 'text',
    nameTemplate: 'text',
    skipTests: 'boolean',
    debug: 'boolean',
    devel: 'boolean',
  },
};
const OLD_HELM_CHART: Shape = {
  fields: {
    chartName: 'text',
    chartVersion: 'text',
    chartRepoUrl: 'text',
    chartHome: 'text',
    chartRepoName: 'text',
    helmBin: 'text',
    helmHome: 'text',
    values: 'text',
    valuesLocal: { each: 'anything' },
    valuesMerge: 'text',
    releaseName: 'text',
    releaseNamespace: 'text',
    extraArgs: TEXTS,
  },
};

/** Every field of a kustomization. Source: `types.Kustomization` of kustomize api 0.21.2, which refuses any other. */
export const KUSTOMIZATION: { readonly fields: Fields } = {
  fields: {
    kind: 'text',
    apiVersion: 'text',
    metadata: { fields: { name: 'text', namespace: 'text', labels: TEXT_MAP, annotations: TEXT_MAP } },
    openapi: TEXT_MAP,
    namePrefix: 'text',
    nameSuffix: 'text',
    namespace: 'text',
    commonLabels: TEXT_MAP,
    labels: [
      {
        fields: {
          pairs: TEXT_MAP,
          includeSelectors: 'boolean',
          includeTemplates: 'boolean',
          includeVolumeClaimTemplates: 'boolean',
          fields: [FIELD_SPEC],
        },
      },
    ],
    commonAnnotations: TEXT_MAP,
    patchesStrategicMerge: TEXTS,
    patchesJson6902: [PATCH],
    patches: [PATCH],
    images: [IMAGE],
    imageTags: [IMAGE],
    replacements: [REPLACEMENT],
    replicas: [{ fields: { name: 'text', count: 'integer' } }],
    vars: [
      {
        fields: {
          name: 'text',
          objref: { fields: { ...SELECTOR, apiVersion: 'text' } },
          fieldref: { fields: { fieldPath: 'text' } },
        },
      },
    ],
    sortOptions: {
      fields: { order: 'text', legacySortOptions: { fields: { orderFirst: TEXTS, orderLast: TEXTS } } },
    },
    resources: TEXTS,
    components: TEXTS,
    crds: TEXTS,
    bases: TEXTS,
    configMapGenerator: [{ fields: GENERATOR }],
    secretGenerator: [{ fields: { ...GENERATOR, type: 'text' } }],
    helmGlobals: { fields: { chartHome: 'text', configHome: 'text' } },
    helmCharts: [HELM_CHART],
    helmChartInflationGenerator: [OLD_HELM_CHART],
    generatorOptions: GENERATOR_OPTIONS,
    configurations: TEXTS,
    generators: TEXTS,
    transformers: TEXTS,
    validators: TEXTS,
    buildMetadata: TEXTS,
  },
};
