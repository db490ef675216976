import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims, type CliRun } from '../../cli/cli-run';
import { xrd } from '../../schema/documents/xrd';

const SCHEMA = `
          type: object
          description: A database
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: {type: integer, description: Size in GiB, minimum: 1, maximum: 64}
                tier: {type: string, default: small, enum: [small, large]}
                users:
                  type: array
                  items:
                    type: object
                    required: [name]
                    properties: {name: {type: string, pattern: '^[a-z]+$'}}
`;

describe('claims explain of an imported kind', () => {
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claims-explain-'));
    writeFileSync(join(folder, 'a.yaml'), xrd({ schema: SCHEMA }));
    await claims(['import', 'a.yaml'], { cwd: folder });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function explain(...args: string[]): Promise<CliRun> {
    return claims(['explain', ...args], { cwd: folder });
  }

  it('says what it is, in any case of its letters, with an example', async () => {
    expect((await explain('xdb')).stdout).toBe(`XDb: acme.io/v1, a composite resource with a namespace
A database

fields
  spec  object, required

example
  apiVersion: acme.io/v1
  kind: XDb
  metadata:
    name: my-xdb
    namespace: default
  spec:
    size: 1
`);
  });

  it('says what a field takes', async () => {
    expect((await explain('XDb.spec.size')).stdout).toBe(
      'XDb.spec.size: integer, required\nSize in GiB\n  At least 1, at most 64.\n\nexample\n  size: 1\n',
    );
  });

  it.each(['xdb.users', 'XDb.acme.io.spec.users', 'xdb@v1.spec.users'])(
    'says the same as JSON, for %s',
    async (topic) => {
      expect((await explain(topic, '--json')).json()).toEqual({
        kind: 'XDb',
        apiVersion: 'acme.io/v1',
        about: 'a composite resource with a namespace',
        field: 'spec.users',
        type: 'list of object',
        required: false,
        facts: [],
        fields: [{ name: 'name', type: 'string', required: true }],
        example: [],
      });
    },
  );

  it('goes through lists, and through what Crossplane adds', async () => {
    expect((await explain('xdb.users.name', '--json')).json()).toMatchObject({
      facts: ['Pattern: `^[a-z]+$`.'],
    });
    expect((await explain('xdb.crossplane.compositionUpdatePolicy')).stdout).toContain(
      '"Automatic" | "Manual"',
    );
  });

  it.each([
    ['xdb.spec.sise', "XDb.spec has no field 'sise', did you mean 'size'?"],
    ['xdb@v2', "xdbs.acme.io has no version 'v2', did you mean 'v1'?"],
    ['nothing', "unknown error code or imported kind 'nothing'"],
  ])('says that there is no %s', async (topic, message) => {
    const { exitCode, stderr } = await explain(topic);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('still explains errors', async () => {
    expect((await explain('import-stale')).stdout).toContain('imported types are out of date');
  });
});
