import { parseProjectConfig } from '../../../core/config/project-config';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYaml } from '../../../core/yaml/read-yaml';
import { readClaimFile } from '../../../synth/adopt/read-claim-file';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import { scanRegistry } from '../../../harvester/registry/scan-registry';
import { editStringList, readStringList } from '../../../harvester/string-list';
import { readManifest } from '../../../harvester/tree/manifest';

/** What is wrong with a text, as `file:line: problem`; undefined for a text that is read. */
type Complaint = string | undefined;

/** One reader of YAML files, with a file that it reads. */
export interface YamlReader {
  readonly file: string;
  /** Lines above everything else, so that the text is of the right kind. */
  readonly head: string;
  /** Reads the file. Throws what is no complaint. */
  readonly complaint: (text: string) => Complaint;
}

function complaintOf(read: () => unknown): Complaint {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.kind !== 'input') throw error;
    return error.message;
  }
}

const REGISTRY_HEAD = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n';
const KUSTOMIZATION_HEAD = 'kind: Kustomization\nresources: []\n';
const MANIFEST_HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';

/** Everything that reads YAML of a target or a project. */
export const YAML_READERS: Readonly<Record<string, YamlReader>> = {
  'a claim file': {
    file: 'claims/infra/a/claim.yaml',
    head: MANIFEST_HEAD,
    complaint: (text) => complaintOf(() => readYaml(text, 'claims/infra/a/claim.yaml')),
  },
  'a claim file that is adopted': {
    file: 'claims/infra/a/claim.yaml',
    head: MANIFEST_HEAD,
    complaint: (text) => {
      const read = readClaimFile(text, 'claims/infra/a/claim.yaml');
      return 'problem' in read ? `claims/infra/a/claim.yaml:${read.line}: ${read.problem}` : undefined;
    },
  },
  'a claim file that is verified': {
    file: 'claims/infra/a/claim.yaml',
    head: MANIFEST_HEAD,
    complaint: (text) => {
      const read = readManifest(text, 'claims/infra/a/claim.yaml');
      return read.readable ? undefined : `claims/infra/a/claim.yaml:${read.line}: ${read.problem}`;
    },
  },
  'a kustomization': {
    file: 'claims/infra/kustomization.yaml',
    head: KUSTOMIZATION_HEAD,
    complaint: (text) =>
      complaintOf(() => readStringList(text, ['resources'], 'claims/infra/kustomization.yaml')),
  },
  'a kustomization that is edited': {
    file: 'claims/infra/kustomization.yaml',
    head: KUSTOMIZATION_HEAD,
    complaint: (text) =>
      complaintOf(() =>
        editStringList(text, ['resources'], { add: ['a'], remove: [] }, 'claims/infra/kustomization.yaml'),
      ),
  },
  'the catalog locations': {
    file: '.backstage/catalog-locations.yaml',
    head: 'kind: Location\nspec:\n  targets: []\n',
    complaint: (text) =>
      complaintOf(() => readStringList(text, ['spec', 'targets'], '.backstage/catalog-locations.yaml')),
  },
  'the registry': {
    file: 'claims/registry.yaml',
    head: REGISTRY_HEAD,
    complaint: (text) => complaintOf(() => scanRegistry(text, 'claims/registry.yaml')),
  },
  'the registry that is edited': {
    file: 'claims/registry.yaml',
    head: REGISTRY_HEAD,
    complaint: (text) =>
      complaintOf(() => editRegistry(text, [{ type: 'remove', key: 'a/b' }], 'claims/registry.yaml')),
  },
  'cdk8s.yaml': {
    file: 'cdk8s.yaml',
    head: 'app: node main.js\n',
    complaint: (text) => {
      const [issue] = parseProjectConfig(text, 'cdk8s.yaml').issues;
      return issue && `${issue.source?.file ?? ''}:${issue.source?.line ?? 0}: ${issue.message}`;
    },
  },
};
