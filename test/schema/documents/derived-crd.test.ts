import { customKind } from '../../../schema/documents/custom-kind';
import { propertyOf } from '../../../schema/documents/schema-node';
import { kindsOf, specOf, xrd } from './xrd';

const CLAIM = '  claimNames: {kind: Db, plural: dbs}\n';
const HARD = `
          type: object
          description: A database
          x-kubernetes-validations: [{rule: 'self.metadata.name != "x"'}]
          properties:
            metadata: {type: object, properties: {name: {type: string, maxLength: 20}}}
            data: {type: object}
            spec:
              type: object
              description: What is wanted
              minProperties: 1
              anyOf: [{required: [a]}]
              oneOf: [{required: [a]}, {required: [b]}]
              x-kubernetes-preserve-unknown-fields: true
              x-kubernetes-validations: [{rule: has(self.a)}]
              required: [a]
              default: {}
              properties: {a: {type: string, description: '', nullable: false}, claimRef: {type: integer}, resourceRef: {type: integer}}
            status:
              type: object
              x-kubernetes-preserve-unknown-fields: true
              properties: {conditions: {type: integer}, url: {type: string}}
`;

describe('the CRDs of an XRD', () => {
  it.each(['LegacyCluster', 'Cluster', 'Namespaced'])(
    'are read as a cluster would read them, of scope %s',
    (scope) => {
      const kinds = kindsOf(xrd({ api: 'v1', spec: `${CLAIM}  scope: ${scope}\n`, schema: HARD }));
      expect(kinds).toHaveLength(2);
      for (const { crd, shape, source, versions } of kinds) {
        const problems: unknown[] = [];
        expect(customKind(crd, shape, source, (finding) => problems.push(finding)).versions).toEqual(
          versions,
        );
        expect(problems).toEqual([]);
      }
    },
  );

  it('have the scope of their API where it says none', () => {
    expect(kindsOf(xrd({ api: 'v1' }))).toMatchObject([{ shape: 'legacy-composite', isNamespaced: false }]);
    expect(kindsOf(xrd())).toMatchObject([{ shape: 'composite', isNamespaced: true }]);
  });

  it.each(['v1', 'v2'] as const)('have the scope that is said, in %s as well', (api) => {
    const shapes = ['Namespaced', 'Cluster', 'LegacyCluster'].map(
      (scope) => kindsOf(xrd({ api, spec: `  scope: ${scope}\n` }))[0]?.shape,
    );
    expect(shapes).toEqual(['composite', 'cluster-composite', 'legacy-composite']);
  });

  it('are two where claims are named, with the machinery of each', () => {
    const [composite, claim] = kindsOf(xrd({ api: 'v1', spec: CLAIM }));
    expect(Object.keys(specOf(composite).properties ?? {})).toEqual([
      'compositionRef',
      'compositionSelector',
      'compositionRevisionRef',
      'compositionRevisionSelector',
      'compositionUpdatePolicy',
      'resourceRefs',
      'claimRef',
      'writeConnectionSecretToRef',
    ]);
    expect(Object.keys(specOf(claim).properties ?? {})).toEqual([
      'compositionRef',
      'compositionSelector',
      'compositionRevisionRef',
      'compositionRevisionSelector',
      'compositionUpdatePolicy',
      'compositeDeletePolicy',
      'resourceRef',
      'writeConnectionSecretToRef',
    ]);
    expect(claim).toMatchObject({ shape: 'claim', kind: 'Db', isNamespaced: true });
    expect(propertyOf(specOf(claim), 'writeConnectionSecretToRef')?.required).toEqual(['name']);
    expect(propertyOf(specOf(composite), 'writeConnectionSecretToRef')?.required).toEqual([
      'name',
      'namespace',
    ]);
  });

  it('have the machinery of v2 under spec.crossplane, with namespaces for cluster-scoped composites alone', () => {
    const references = ['Namespaced', 'Cluster'].map((scope) => {
      const [kind] = kindsOf(xrd({ spec: `  scope: ${scope}\n` }));
      const crossplane = propertyOf(specOf(kind), 'crossplane');
      return Object.keys(propertyOf(crossplane, 'resourceRefs')?.items?.properties ?? {});
    });
    expect(references).toEqual([
      ['apiVersion', 'kind', 'name'],
      ['apiVersion', 'kind', 'name', 'namespace'],
    ]);
  });

  it('take over of spec and status what Crossplane takes over, and replace its own names', () => {
    const [composite, claim] = kindsOf(xrd({ api: 'v1', spec: CLAIM, schema: HARD }));
    const { properties, ...rest } = specOf(composite);
    expect(rest).toEqual({
      type: 'object',
      description: 'What is wanted',
      required: ['a'],
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      'x-kubernetes-preserve-unknown-fields': true,
      'x-kubernetes-validations': [{ rule: 'has(self.a)' }],
    });
    expect(properties?.['a']).toEqual({ type: 'string' });
    expect(properties?.['claimRef']?.type).toBe('object');
    expect(properties?.['resourceRef']?.type).toBe('integer');
    expect(propertyOf(specOf(claim), 'claimRef')?.type).toBe('integer');
    const schema = composite?.versions[0]?.schema;
    expect(schema).toMatchObject({ description: 'A database', required: ['spec'] });
    expect(schema?.['x-kubernetes-validations']).toHaveLength(1);
    expect(Object.keys(schema?.properties ?? {})).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
    expect(propertyOf(propertyOf(schema, 'metadata'), 'name')?.maxLength).toBe(20);
    const status = propertyOf(schema, 'status');
    expect(status?.['x-kubernetes-preserve-unknown-fields']).toBeUndefined();
    expect(propertyOf(status, 'conditions')?.type).toBe('array');
  });

  it('default the policies that the XRD orders', () => {
    const spec = `${CLAIM}  defaultCompositionUpdatePolicy: Manual\n  defaultCompositeDeletePolicy: Foreground\n`;
    const [composite, claim] = kindsOf(xrd({ api: 'v1', spec }));
    expect(propertyOf(specOf(composite), 'compositionUpdatePolicy')?.default).toBe('Manual');
    expect(propertyOf(specOf(claim), 'compositionUpdatePolicy')?.default).toBeUndefined();
    expect(propertyOf(specOf(claim), 'compositeDeletePolicy')?.default).toBe('Foreground');
  });

  it('have labels of the XRD and what it orders for them, the scale subresource and the conversion', () => {
    const text = xrd({
      spec: '  metadata: {labels: {b: "2"}, annotations: {c: "3"}}\n  conversion: {strategy: None}\n',
    })
      .replace('{name: xdbs.acme.io}', '{name: xdbs.acme.io, labels: {a: "1"}, annotations: {z: z}}')
      .replace('      schema:', '      subresources: {scale: {specReplicasPath: .spec.n}}\n      schema:');
    expect(kindsOf(text)[0]?.crd).toMatchObject({
      metadata: { labels: { a: '1', b: '2' }, annotations: { c: '3' } },
      spec: {
        conversion: { strategy: 'None' },
        versions: [{ subresources: { status: {}, scale: { specReplicasPath: '.spec.n' } } }],
      },
    });
    expect(kindsOf(text)[0]?.crd['metadata']).not.toHaveProperty('annotations.z');
  });
});
