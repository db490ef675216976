import { LARGEST_DEFINITIONS, readDefinitions } from '../../../schema/documents/read-definitions';
import { kindsOf, said, xrd } from './xrd';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: caches.acme.io}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: Cache, plural: caches}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
`;

describe('definitions of a file', () => {
  it('are found in several documents and in lists, beside other objects', () => {
    const list = `kind: List\nitems:\n  - ${CRD.replaceAll('\n', '\n    ')}`;
    const text = `${xrd()}---\nkind: ConfigMap\n---\n${CRD}---\n${list.replaceAll('caches', 'dogs').replaceAll('Cache', 'Dog')}`;
    expect(kindsOf(text).map(({ kind, source }) => `${kind}:${source.line}`)).toEqual([
      'XDb:2',
      'Cache:17',
      'Dog:29',
    ]);
  });

  it('are read from JSON as well', () => {
    const object = { apiVersion: 'v1', kind: 'List', items: [{ ...kindsOf(CRD)[0]?.crd }] };
    expect(readDefinitions(JSON.stringify(object), '-').kinds).toMatchObject([{ kind: 'Cache' }]);
  });

  it('say what is wrong with their YAML at its line', () => {
    expect(said('a: 1\nb: [')).toEqual([
      '2 error: flow sequence in block collection must be sufficiently indented and end with a ]',
    ]);
  });

  it('warn at the line of what Crossplane leaves out or replaces', () => {
    const schema = `
          type: object
          required: [spec, status]
          additionalProperties: true
          properties:
            data: {type: string}
            metadata: {type: object, properties: {labels: {type: object}}}
            spec:
              type: object
              anyOf: [{required: [a]}]
              properties:
                a: {type: string, exampels: [x]}
                crossplane: {type: string}
            status:
              x-kubernetes-preserve-unknown-fields: true
`;
    expect(said(xrd({ schema, spec: '  claimName: {}\n' }))).toEqual([
      "7 warning: unknown field 'claimName' is dropped by the cluster",
      '15 warning: required status at the top level has no effect: Crossplane requires spec alone',
      '16 warning: additionalProperties of the top level is left out by Crossplane',
      "18 warning: top-level field 'data' is left out by Crossplane: a composite has spec and status only",
      '19 warning: metadata.labels is left out by Crossplane',
      '22 warning: anyOf of spec is left out by Crossplane',
      "24 warning: unknown keyword 'exampels' is dropped by the cluster",
      "25 warning: spec.crossplane is replaced by Crossplane's own field of that name",
      '27 warning: x-kubernetes-preserve-unknown-fields of status is left out by Crossplane',
    ]);
  });

  it.each([
    [
      'claims in v2',
      xrd({ spec: '  claimNames: {kind: Db, plural: dbs}\n' }),
      "7 error: spec: Invalid value: Claims aren't supported in apiextensions.crossplane.io/v2",
    ],
    [
      'connection secrets in v2',
      xrd({ spec: '  connectionSecretKeys: [a]\n' }),
      "7 error: spec: Invalid value: XR connection secrets aren't supported in apiextensions.crossplane.io/v2",
    ],
    [
      'a group that is not the one of the name',
      xrd({ name: 'xdbs.other.io' }),
      '3 error: metadata.name: Invalid value: "xdbs.other.io": must be spec.names.plural+"."+spec.group',
    ],
    [
      'a claim named like its composite',
      xrd({ api: 'v1', spec: '  claimNames: {kind: XDb, plural: dbs}\n' }),
      '7 error: spec.claimNames.kind: Invalid value: "XDb": invalid resource claim names: "XDb" conflicts with composite resource name',
    ],
    [
      'an unknown scope',
      xrd({ spec: '  scope: World\n' }),
      '7 error: spec.scope: Unsupported value: "World": supported values: "LegacyCluster", "Namespaced", "Cluster"',
    ],
    ['a missing plural', xrd({ names: '{kind: XDb}' }), '6 error: spec.names.plural: Required value'],
    [
      'a reference',
      xrd({
        schema:
          "{type: object, properties: {spec: {type: object, properties: {a: {$ref: '#/x', type: object}}}}}",
      }),
      '12 error: spec.validation.openAPIV3Schema.properties[spec].properties[a].$ref: Forbidden: $ref is not supported',
    ],
    [
      'a field without type',
      xrd({ schema: '{type: object, properties: {spec: {type: object, properties: {a: {}}}}}' }),
      '12 error: spec.validation.openAPIV3Schema.properties[spec].properties[a].type: Required value: must not be empty for specified object fields',
    ],
    [
      'an old CRD',
      CRD.replace('io/v1', 'io/v1beta1'),
      '1 error: no matches for kind "CustomResourceDefinition" in version "apiextensions.k8s.io/v1beta1"',
    ],
    [
      'a schema of another type',
      xrd({ schema: '{type: [object]}' }),
      '12 error: cannot parse the schema: a list where a string is expected',
    ],
  ])('are refused in the words of the cluster: %s', (_, text, expected) => {
    expect(said(text)).toContain(expected);
  });

  it('pass over the patches that kustomize lays over a definition', () => {
    const patch = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: caches.acme.io, annotations: {cert-manager.io/inject-ca-from: a/b}}
`;
    const text = `${patch}---\n${patch}spec: {conversion: {strategy: None}}\n---\n${CRD}`;
    const passed =
      'warning: it says no group, names or versions: taken for a patch of a definition, and passed over';
    expect(said(text)).toEqual([`2 ${passed}`, `6 ${passed}`]);
    expect(kindsOf(text)).toMatchObject([{ kind: 'Cache' }]);
  });

  it.each([
    ['', 'Required value: protected groups must have approval annotation "api-approved.kubernetes.io", see'],
    [
      'someone',
      'Invalid value: "someone": protected groups must have approval annotation "api-approved.kubernetes.io" with either a URL or a reason starting with "unapproved", see',
    ],
    ['unapproved, a test', undefined],
    ['https://github.com/kubernetes/kubernetes/pull/1', undefined],
  ])('of a group of Kubernetes need its approval; %j', (approval, refusal) => {
    const annotation = approval === '' ? '' : `, annotations: {api-approved.kubernetes.io: '${approval}'}`;
    const text = CRD.replaceAll('acme.io', 'acme.k8s.io').replace(
      '{name: caches.acme.k8s.io',
      `$&${annotation}`,
    );
    expect(said(text)).toEqual(
      refusal === undefined
        ? []
        : [
            `3 error: metadata.annotations[api-approved.kubernetes.io]: ${refusal} https://github.com/kubernetes/enhancements/pull/1111`,
          ],
    );
  });

  it('of the old form that keeps unknown fields everywhere are refused', () => {
    expect(said(CRD.replace('spec:\n', 'spec:\n  preserveUnknownFields: true\n'))).toEqual([
      '5 error: spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
    ]);
  });

  it('without versions are refused, and no kind', () => {
    const text = xrd().replace(/ {2}versions:[^]*/, '  versions: []\n');
    expect(said(text)).toEqual([
      '4 error: the definition says no group, kind, plural or version that could be one: no types can be made of it',
      '7 error: spec.versions: Invalid value: "array": must have exactly one version marked as storage version',
    ]);
    expect(kindsOf(text)).toEqual([]);
  });

  it('that are refused are kinds all the same', () => {
    expect(kindsOf(xrd({ spec: '  claimNames: {kind: Db, plural: dbs}\n' })).map(({ kind }) => kind)).toEqual(
      ['XDb', 'Db'],
    );
  });

  it('are not looked for in a file beyond all measure', () => {
    expect(said(' '.repeat(LARGEST_DEFINITIONS + 1))).toEqual([
      `1 error: the file has ${LARGEST_DEFINITIONS + 1} characters, more than the ${LARGEST_DEFINITIONS} that are read`,
    ]);
  });

  it('nested without end are refused, as YAML and as JSON', () => {
    const deep = '{"properties":{"a":'.repeat(10_000) + '{}' + '}}'.repeat(10_000);
    expect(said(xrd({ schema: deep }))).toEqual(['12 error: nested deeper than 200 levels']);
    const json = `{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","spec":{"group":"a.io","names":{"kind":"A","plural":"as"},"versions":[{"name":"v1","schema":{"openAPIV3Schema":${deep}}}]}}`;
    const nameless = `{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"as.a.io"},\n"spec":${deep}}`;
    for (const [text, line] of [
      [json, 1],
      [nameless, 2],
    ] as const) {
      expect(readDefinitions(text, 'a.json')).toMatchObject({
        kinds: [],
        issues: [
          {
            code: 'yaml-unreadable',
            message: 'nested deeper than 200 levels',
            source: { file: 'a.json', line },
          },
        ],
      });
    }
  });

  it('that say nothing of their kind are no patches when a patch could not say it either', () => {
    for (const spec of ['{names2: {kind: A}}', '{conversion: {strategy: None}, nmaes: {}}', '[]', '']) {
      const text = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.a.io}\nspec: ${spec}\n`;
      expect(said(text)).toContain(
        '4 error: the definition says no group, kind, plural or version that could be one: no types can be made of it',
      );
    }
    const nameless = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';
    expect(said(nameless).some((line) => line.includes('error: the definition says no group'))).toBe(true);
  });

  it('that a file has several times are one, and are spoken of once', () => {
    const text = `---\n${xrd({ spec: '  claimName: {}\n' })}`.repeat(3);
    expect(kindsOf(text).map(({ kind, source }) => `${kind}:${source.line}`)).toEqual(['XDb:3']);
    expect(said(text)).toEqual(["8 warning: unknown field 'claimName' is dropped by the cluster"]);
  });

  describe('of which the last one is cut off', () => {
    const whole = xrd({
      schema: `
          type: object
          properties:
            spec:
              type: object
              properties:
                size: {type: integer, maximum: 100}
                text:
                  type: string
                  description: some words
                  enum: [a, b]
`,
    });
    const first = 'apiVersion: v1\nkind: ConfigMap\n---\n';
    const cut = (at: string): string =>
      `${first}${whole}---\n${whole.slice(0, whole.indexOf(at) + at.length)}`;
    const message =
      '29 error: the file ends in the middle of xdbs.acme.io, which is complete at line 5: it seems to be cut off';

    it.each([
      ['behind a line', 'type: string\n'],
      ['in a text', 'some wo'],
      ['behind a key', 'description:'],
      ['in front of what it is about', 'xdbs.acme.io}\n'],
      ['in a key that is the first of its map', '      properties:\n                si'],
      ['behind the colon of a list', 'versions:\n'],
    ])('say so: %s', (_, at) => {
      expect(said(cut(at))).toEqual([message]);
      expect(kindsOf(cut(at))).toHaveLength(1);
    });

    it('say where, when the rest is not YAML', () => {
      expect(said(cut('enum: [a'))).toEqual([
        '49 error: flow sequence in block collection must be sufficiently indented and end with a ]',
      ]);
    });

    it('are another definition when they say anything else', () => {
      const other = cut('some wo').replace(/some wo$/, 'other wo');
      expect(said(other)).toEqual([]);
      expect(kindsOf(other)).toHaveLength(2);
    });
  });

  it('keep names that JavaScript has a meaning for', () => {
    const schema =
      '{type: object, properties: {spec: {type: object, properties: {__proto__: {type: string}, constructor: {type: string}, \'a-b "c"\': {type: string}}}}}';
    const spec = kindsOf(xrd({ schema }))[0]?.versions[0]?.schema.properties?.['spec'];
    expect(Object.keys(spec?.properties ?? {})).toEqual([
      '__proto__',
      'constructor',
      'a-b "c"',
      'crossplane',
    ]);
  });
});
