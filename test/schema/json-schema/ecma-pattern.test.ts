import Ajv from 'ajv';
import { jsonSchemaOf } from '../../../schema/json-schema/json-schema';
import { ecmaPattern } from '../../../schema/json-schema/ecma-pattern';
import { kindsOf, xrd } from '../documents/xrd';

describe('a pattern in JSON Schema', () => {
  it.each([
    ['^[a-z]+$', '^[a-z]+$'],
    ['^\\d+\\.\\d+$', '^\\d+\\.\\d+$'],
    ['^\\ *a\\:b\\ *$', '^ *a:b *$'],
    ['(?i)^warn$', undefined],
    ['\\Aa\\z', undefined],
    ['^[[:alpha:]]+$', undefined],
    ['[', undefined],
  ])('of Go %j is one of JavaScript, or left out: %j', (pattern, expected) => {
    expect(ecmaPattern(pattern)).toBe(expected);
  });

  it('never keeps a validator from reading the schema', () => {
    const fields =
      "{strategy: {type: string, pattern: '^(?i)(abort|warn)?$'}, window: {type: string, pattern: '^\\ *x$'}}";
    const schema = `{type: object, properties: {spec: {type: object, properties: ${fields}}}}`;
    const [kind] = kindsOf(xrd({ schema }));
    const [version] = kind?.versions ?? [];
    if (kind === undefined || version === undefined) throw new Error('no kind');
    const accepts = new Ajv({ validateFormats: false }).compile(jsonSchemaOf(kind, version));
    const of = (spec: object): boolean =>
      accepts({ apiVersion: 'acme.io/v1', kind: 'XDb', metadata: { name: 'a' }, spec });
    expect([of({ strategy: 'WARN', window: ' x' }), of({ window: 'y' })]).toEqual([true, false]);
  });
});
