import { editRegistry } from '../../../harvester/registry/edit-registry';
import type { RegistryEdit } from '../../../harvester/registry/registry-edit';
import type { RegistrySchema } from '../../../harvester/registry/registry-schema';
import { readRegistry } from '../../../harvester/registry/scan-registry';
import { report } from '../child';
import { registryOf } from './text';

const FILE = 'claims/registry.yaml';

// usage: own <schema> <entries>
const [schema = 'claims', count = ''] = process.argv.slice(2);
// As a file is read: a text that was put together piece by piece would be joined in the timed part.
const text = Buffer.from(registryOf(schema as RegistrySchema, Number(count))).toString();

report(() => {
  const { entries } = readRegistry(text, FILE);
  const key = entries[entries.length >> 1]?.key ?? '';
  const edits: RegistryEdit[] = [{ type: 'update', key, fields: { statusMessage: 'quota exceeded' } }];
  const grown = editRegistry(text, edits, FILE).length - text.length;
  return { entries: entries.length, grown };
});
