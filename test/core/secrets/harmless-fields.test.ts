import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../core/claim-model';
import { pathSegments } from '../../../core/field-path';
import { redactFieldChanges } from '../../../core/secrets/redact-field-changes';
import { redactText } from '../../../core/secrets/redact-text';
import { keyStrength } from '../../../core/secrets/secret-key';
import { secretLeaves } from '../../../core/secrets/secret-leaves';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { describeWithCorpus } from '../../corpus';
import { runs } from '../../runs';
import { HARMLESS_FIELDS, HARMLESS_TEXTS } from './harmless-fields';

const isSoak = runs(0, 1) === 1;

describe('fields that are no secrets', () => {
  it('are at least three hundred, in at least eighty notations', () => {
    expect(HARMLESS_FIELDS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(HARMLESS_FIELDS.map(([key]) => key)).size).toBeGreaterThan(60);
  });

  it('pass synth and are shown as they are, as a field and deeper', () => {
    const hidden: unknown[] = [];
    for (const [key, value] of HARMLESS_FIELDS) {
      const field: JsonObject = { [key]: value };
      const specs: JsonObject[] = [field, { list: [field] }, { a: { b: field } }];
      for (const spec of specs) {
        const found = secretLeaves({ spec }).map(({ path }) => path);
        const change = { path: 'spec', after: spec };
        const [shown] = redactFieldChanges([change]);
        if (
          found.length > 0 ||
          shown?.redacted !== false ||
          JSON.stringify(shown.after) !== JSON.stringify(spec)
        ) {
          hidden.push({ key, value, found, shown: shown?.after ?? shown?.shape });
          break;
        }
      }
    }
    expect(hidden).toEqual([]);
  });

  it('stay byte for byte in messages', () => {
    const changed = [...HARMLESS_TEXTS, ...HARMLESS_FIELDS.map(([key, value]) => `${key}: ${value}`)].filter(
      (text) => redactText(text) !== text,
    );
    expect(changed).toEqual([]);
  });
});

const FOLDERS = ['claim-templates', 'crds', 'harvester', 'xrds', 'field', ...(isSoak ? ['verdicts'] : [])];

for (const folder of FOLDERS) {
  describeWithCorpus(`the corpus: ${folder}`, folder, (path) => {
    it('holds nothing that synth would refuse but what fields called password hold', () => {
      const found = objects(path).flatMap(({ file, object }) =>
        secretLeaves(object)
          .filter((leaf) => keyStrength(pathSegments(leaf.path).at(-1)?.text ?? '') !== 'strong')
          .map((leaf) => `${file}: ${leaf.path}`),
      );
      expect([...new Set(found)]).toEqual([]);
    });
  });
}

function objects(folder: string): { file: string; object: JsonObject }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ya?ml|json)$/.test(file))
    .flatMap((file) => {
      try {
        return readYamlDocuments(readFileSync(join(folder, file), 'utf8'), file).flatMap(({ value }) =>
          typeof value === 'object' && value !== null ? [{ file, object: value as JsonObject }] : [],
        );
      } catch {
        return [];
      }
    });
}
