import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from '../../../core/config/settings-schema';

const FILE = join(__dirname, '../../../docs/cdk8s.schema.json');

test('docs/cdk8s.schema.json is what the configuration schema says (UPDATE_DOCS=1 writes it)', () => {
  const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, text);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(text));
});
