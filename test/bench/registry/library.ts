import { parseDocument } from 'yaml';
import type { RegistrySchema } from '../../../harvester/registry/registry-schema';
import { report } from '../child';
import { registryOf } from './text';

// usage: library <schema> <entries>
const [schema = 'claims', count = ''] = process.argv.slice(2);
const text = Buffer.from(registryOf(schema as RegistrySchema, Number(count))).toString();
const list = schema === 'claims' ? 'claims' : 'cluster-10';

report(() => {
  const document = parseDocument(text);
  document.setIn([list, 100, 'statusMessage'], 'quota exceeded');
  return { problems: document.errors.length };
});
