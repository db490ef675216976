import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../core/claim-model';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { describeWithCorpus } from '../../corpus';
import { sorted } from './normal-crd';

const POLICY = 'defaultCompositeDeletePolicy has no effect: it is for claims, and there are none';
const NAME = "unknown keyword 'name' is dropped by the cluster";
const REPLACED = "is replaced by Crossplane's own field of that name (composite and claim)";

/** What each XRD says without effect, read by hand: line and warning. */
const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  'ansible-run': [`8 ${POLICY}`],
  'argocd-cluster': [`8 ${POLICY}`],
  'aws-eks': [`120 ${NAME}`],
  'aws-vpc-subnets': [`166 ${NAME}`],
  cilium: [`8 ${POLICY}`],
  'cloud-config': [`8 ${POLICY}`],
  cni: [`8 ${POLICY}`],
  'flux-init': [`8 ${POLICY}`],
  'harvester-vm': [`8 ${POLICY}`],
  'management-plane': [`8 ${POLICY}`],
  'packer-build': [`8 ${POLICY}`],
  'proxmox-vm': [`8 ${POLICY}`],
  'rancher-cluster': [`8 ${POLICY}`],
  'remote-cluster': [`8 ${POLICY}`],
  'scheduled-run': [`8 ${POLICY}`],
  'st-k8s-vcluster': [`158 status.conditions ${REPLACED}`, `175 status.connectionDetails ${REPLACED}`],
  'vault-config': [`9 ${POLICY}`],
  'vm-batch': [`8 ${POLICY}`],
  'volume-claim': [`8 ${POLICY}`],
  'vsphere-vm': [`8 ${POLICY}`],
};

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

  it('give the warnings of this table, and no other', () => {
    const given = Object.fromEntries(
      names.map((name) => {
        const text = readFileSync(join(crds, '..', 'xrds', name, 'definition.yaml'), 'utf8');
        const warnings = readDefinitions(text, name).issues.filter(({ severity }) => severity === 'warning');
        return [name, warnings.map(({ source, message }) => `${source?.line ?? 0} ${message}`)];
      }),
    );
    expect(given).toEqual(Object.fromEntries(names.map((name) => [name, WARNINGS[name] ?? []])));
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
