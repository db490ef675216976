import fc from 'fast-check';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { typeModules } from '../../../schema/types/module-source';
import { kindsOf, xrd } from '../documents/xrd';
import { compile, typeFiles } from './compiler';

const HOSTILE = `
          type: object
          description: "ends */ early \\u2028 // @ts-nocheck"
          properties:
            spec:
              type: object
              required: [__proto__]
              properties:
                __proto__: {type: string, description: "*/ export const x = 1; /*"}
                constructor: {type: string, default: "*/"}
                toString: {type: integer, pattern: "a*/\`\${x}"}
                'a-b "c"': {type: string, enum: ["it's", 'say "hi"', "a\\\\b", "\${x}", "*/", "new\\nline"]}
                "line\\n": {type: boolean}
                any: {x-kubernetes-preserve-unknown-fields: true}
                free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                part: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}
                port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                none: {type: string, nullable: true}
                mail: {type: string, format: email}
                object: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
                level: {type: integer, enum: [1, 2, 3]}
                choice: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
                checked: {type: object, properties: {a: {type: string}}, oneOf: [{properties: {a: {enum: [x]}}}, {properties: {a: {enum: [y]}}}]}
                empty: {type: object}
`;

/** The lines of a program that the compiler complains of. */
function refusedLines(files: Map<string, string>, lines: readonly string[]): number[] {
  const head = `import { XDb } from './imports/acme.io/v1.js'; import type { Construct } from 'constructs'; declare const scope: Construct;`;
  const claims = lines.map((spec) => `new XDb(scope, 'x', { spec: { ['__proto__']: 'p', ${spec} } });`);
  const all = new Map([...files, ['main.ts', [head, ...claims].join('\n')]]);
  const complaints = compile(all);
  expect(complaints.filter(({ file }) => file !== 'main.ts')).toEqual([]);
  return [...new Set(complaints.map(({ line }) => line - 2))];
}

describe('the types of a kind', () => {
  it('compile whatever names and descriptions hold, and take what the cluster takes', () => {
    const files = typeFiles(kindsOf(xrd({ schema: HOSTILE })));
    const right = [
      '',
      `constructor: 'x', toString: 1`,
      `'a-b "c"': "it's"`,
      `'a-b "c"': '*/'`,
      `'line\\n': true`,
      `any: [1, { a: 'x' }]`,
      `free: { anything: 1 }`,
      `part: { a: 'x', further: 1 }`,
      `port: 80`,
      `port: 'http'`,
      `none: null`,
      `mail: 'a@b.c'`,
      `object: { apiVersion: 'v1', kind: 'ConfigMap', data: {} }`,
      `level: 2`,
      `choice: { a: 'x' }`,
      `checked: { a: 'z' }`,
      `crossplane: { compositionRef: { name: 'a' } }`,
    ];
    const wrong = [
      `constructor: 1`,
      `toString: 'x'`,
      `'a-b "c"': 'other'`,
      `free: [1]`,
      `free: 'text'`,
      `part: { a: 1 }`,
      `port: {}`,
      `mail: null`,
      `object: { data: {} }`,
      `level: 4`,
      `choice: { a: 'x', b: 'y' }`,
      `choice: {}`,
      `empty: { a: 1 }`,
      `crossplane: { compositionRef: 'a' }`,
      `resourceRefs: []`,
    ];
    expect(refusedLines(files, [...right, ...wrong])).toEqual(wrong.map((_, index) => right.length + index));
  });

  it('know an enum of 5,000 values', () => {
    const values = Array.from({ length: 5000 }, (_, index) => `value-${index}`).join(', ');
    const schema = `{type: object, properties: {spec: {type: object, properties: {a: {type: string, enum: [${values}]}, __proto__: {type: string}}}}}`;
    const files = typeFiles(kindsOf(xrd({ schema })));
    expect(refusedLines(files, [`a: 'value-4999'`, `a: 'value-5000'`])).toEqual([1]);
  });

  it('are the same bytes in whatever order the definitions come', () => {
    const texts = ['xas', 'xbs', 'xcs', 'xds'].map((plural, index) =>
      xrd({
        api: 'v1',
        name: `${plural}.acme.io`,
        names: `{kind: X${plural.charAt(1).toUpperCase()}, plural: ${plural}}`,
        spec: `  claimNames: {kind: ${plural.charAt(1).toUpperCase()}, plural: ${plural.slice(1)}}\n`,
        schema: `{type: object, properties: {spec: {type: object, properties: {f${index}: {type: string, default: x}}}}}`,
      }),
    );
    const written = (order: readonly string[]): unknown =>
      typeModules(order.flatMap((text) => readDefinitions(text, 'x').kinds));
    const expected = written(texts);
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (order) => {
        expect(written(order)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('give each kind a name of its own that hides nothing', () => {
    const named = (kind: string, plural: string): string =>
      xrd({ name: `${plural}.acme.io`, names: `{kind: ${kind}, plural: ${plural}}` });
    const kinds = [
      named('Object', 'objects'),
      named('Claims', 'claims'),
      named('ObjectSpec', 'objectspecs'),
      named('amazonEks', 'eks'),
      named('my-kind', 'kinds'),
    ].flatMap((text) => kindsOf(text));
    const [module] = typeModules(kinds);
    expect(module?.classes.map(({ className }) => className)).toEqual([
      'Claims',
      'Object',
      'ObjectSpec',
      'AmazonEks',
      'Mykind',
    ]);
    expect(compile(typeFiles(kinds))).toEqual([]);
  });

  it('share the fields of claim and composite, each with its own machinery', () => {
    const schema =
      '{type: object, properties: {spec: {type: object, required: [size], properties: {size: {type: integer, minimum: 1}, tier: {type: string, default: small}}}}}';
    const text = xrd({ api: 'v1', schema, spec: '  claimNames: {kind: Db, plural: dbs}\n' });
    const [module] = typeModules(kindsOf(text));
    expect(module?.declarations)
      .toBe(`// Types of acme.io/v1, written by \`claims import\`: the next import writes them anew.
import * as claims from 'cdk8s-claims';

export interface DbFields {
  /** At least 1. */
  size: number;
  /** Default: \`"small"\`. */
  tier?: string;
}
export type DbDefaults = { tier: 1 };

export interface DbSpec extends claims.ClaimMachinery, DbFields {}
export type DbResolved = claims.Resolved<DbSpec, DbDefaults>;
/**
 * \`Db\` of \`acme.io/v1\`: a claim of Crossplane v1.
 *
 * @example
 * new Db(category, 'my-db', {
 *   spec: { size: 1 },
 * });
 */
export declare class Db extends claims.TypedClaim<{ spec: DbSpec }> {
  /**
   * \`Db\` of \`acme.io/v1\`: a claim of Crossplane v1.
   *
   * @example
   * new Db(category, 'my-db', {
   *   spec: { size: 1 },
   * });
   */
  constructor(...props: claims.TypedProps<{ spec: DbSpec }>);
}

export interface XDbSpec extends claims.LegacyCompositeMachinery, DbFields {}
export type XDbResolved = claims.Resolved<XDbSpec, DbDefaults>;
/**
 * \`XDb\` of \`acme.io/v1\`: a composite resource of Crossplane v1, without a namespace.
 *
 * @example
 * new XDb(category, 'my-xdb', {
 *   spec: { size: 1 },
 * });
 */
export declare class XDb extends claims.TypedClaim<{ spec: XDbSpec }> {
  /**
   * \`XDb\` of \`acme.io/v1\`: a composite resource of Crossplane v1, without a namespace.
   *
   * @example
   * new XDb(category, 'my-xdb', {
   *   spec: { size: 1 },
   * });
   */
  constructor(...props: claims.TypedProps<{ spec: XDbSpec }>);
}
`);
  });
});
