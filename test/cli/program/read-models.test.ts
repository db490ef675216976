import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModels } from '../../../cli/program/read-models';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** A document of one claim whose `spec` is the given JSON. */
async function read(spec: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'claims-models-'));
  try {
    const path = join(folder, 'models.json');
    const object = `{"apiVersion":"v1","kind":"Example","metadata":{"name":"a"},"spec":${spec}}`;
    writeFileSync(
      path,
      `{"version":1,"categories":[],"issues":[],"claims":[{"constructPath":"infra/a","category":"infra","name":"a","template":"example","dependsOn":[],"object":${object}}]}`,
    );
    return await readModels(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['lists around an integer beyond 2^53', `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}`],
])('values nested too deeply in %s are told, not a stack overflow', async (_, spec) => {
  const error: unknown = await read(spec).catch((caught: unknown) => caught);
  expect(ToolkitError.isToolkitError(error) && [error.code, error.message]).toEqual([
    'program-document-invalid',
    'the document that the program handed over is nested deeper than 200 levels',
  ]);
});

test('values as deep as a manifest may be are read', async () => {
  await expect(read(`${'['.repeat(190)}${']'.repeat(190)}`)).resolves.toMatchObject({ version: 1 });
});
