import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVE_REGISTRY } from '../../cli/commands/serve-registry/command';
import { REGISTRY_SETTINGS } from '../../collector/registry-api/registry-settings';
import { openApiDocument } from '../../collector/registry-api/wire/open-api';
import { settingsOf } from '../../core/config/setting-row';

const page = readFileSync(join(__dirname, '../../docs/registry-api.md'), 'utf8');
const rowsOf = (heading: string): string[] =>
  (page.split(`## ${heading}\n`)[1] ?? '')
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'));

test('docs/registry-api.md names every variable of the registry API, and no other', () => {
  const named = rowsOf('Settings').flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(
    settingsOf(REGISTRY_SETTINGS)
      .map(({ row }) => row.variable)
      .sort(),
  );
});

test('it names every path that the OpenAPI document describes', () => {
  const table = rowsOf('Routes').join('\n');
  for (const path of Object.keys(openApiDocument('x').paths)) expect(table).toContain(path);
});

test('the options of `claims serve registry` are the flags of its settings', () => {
  const flags = settingsOf(REGISTRY_SETTINGS).flatMap(({ row: { flag } }) =>
    flag === undefined ? [] : [{ flags: flag.flags, description: flag.description }],
  );
  expect(SERVE_REGISTRY.options).toEqual(flags);
});
