import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../core/claim-model';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { describeWithCorpus } from '../../corpus';
import { sorted } from './normal-crd';

describeWithCorpus('XRDs of real platforms', 'crds', (crds) => {
  const names = readdirSync(crds).map((file) => file.replace(/\.yaml$/, ''));

  it.each(names)('%s gives the CRDs that Crossplane derives, all fields', (name) => {
    const file = join(crds, '..', 'xrds', name, 'definition.yaml');
    const { kinds } = readDefinitions(readFileSync(file, 'utf8'), 'definition.yaml');
    const expected = readYamlDocuments(readFileSync(join(crds, `${name}.yaml`), 'utf8'), name);
    expect(kinds.map(({ crd }) => sorted(crd))).toEqual(
      expected.map(({ value }) => sorted(value as JsonValue)),
    );
  });

  it('are accepted by a cluster, but for the one that names claims in v2', () => {
    const refused = names.flatMap((name) => {
      const file = join(crds, '..', 'xrds', name, 'definition.yaml');
      return readDefinitions(readFileSync(file, 'utf8'), name)
        .issues.filter(({ severity }) => severity !== 'warning')
        .map(({ message, source }) => `${source?.file ?? ''}:${source?.line ?? 0}: ${message}`);
    });
    expect(refused).toEqual([
      "st-apps-github-runner:14: spec: Invalid value: Claims aren't supported in apiextensions.crossplane.io/v2",
    ]);
  });
});
