import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../../core/config/setting-row';
import { readYaml } from '../../core/yaml/read-yaml';
import { CAUSE_SETTINGS } from '../../collector/informer/cause/cause-settings';
import { SENDER_SETTINGS } from '../../collector/informer/send/sender-settings';
import { additiveFields } from '../../collector/server/wire/wire-report';

const page = readFileSync(join(__dirname, '../../docs/informer.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

test('docs/informer.md names every setting of sending and of causes', () => {
  const named = page
    .split('\n')
    .filter((line) => /^\| `[A-Z]+_/.test(line))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  const variables = [...settingsOf(SENDER_SETTINGS), ...settingsOf(CAUSE_SETTINGS)].map(
    ({ row }) => row.variable,
  );
  expect(named).toEqual(expect.arrayContaining(variables));
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
