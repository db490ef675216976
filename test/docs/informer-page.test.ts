import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../../core/config/setting-row';
import { readYaml } from '../../core/yaml/read-yaml';
import { additiveFields } from '../../collector/server/wire/wire-report';
import { INFORMER_SETTINGS } from '../../collector/informer/informer-settings';
import { SERVE_INFORMER } from '../../cli/commands/serve-informer/command';

const page = readFileSync(join(__dirname, '../../docs/informer.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

test('docs/informer.md names every variable of the informer, and no other', () => {
  const table = page.slice(page.indexOf('## Settings'), page.indexOf('Exit codes'));
  const named = table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual(
    settingsOf(INFORMER_SETTINGS)
      .map(({ row }) => row.variable)
      .sort(),
  );
});

test('the options of `claims serve informer` are the flags of its settings', () => {
  const flags = settingsOf(INFORMER_SETTINGS).flatMap(({ row: { flag } }) =>
    flag === undefined ? [] : [{ flags: flag.flags, description: flag.description }],
  );
  const sorted = (options: readonly { flags: string }[]): unknown =>
    [...options].sort((one, other) => one.flags.localeCompare(other.flags));
  expect(sorted(SERVE_INFORMER.options)).toEqual(sorted(flags));
});

test('the cause of docs/informer.md is one that the collector takes', () => {
  const [report = ''] = blocks('json');
  const { cause } = JSON.parse(report) as { cause: object };
  expect(additiveFields.shape.cause.parse(cause)).toEqual(cause);
});

test('the rights of docs/informer.md are roles', () => {
  expect(blocks('yaml').map((text) => readYaml(text, 'docs/informer.md'))).toMatchObject([
    { kind: 'ClusterRole', rules: [{ verbs: ['get', 'list', 'watch'] }] },
    { kind: 'ClusterRole', rules: [{ verbs: ['get'] }, { resources: ['events'], verbs: ['list'] }] },
  ]);
});
