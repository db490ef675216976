import { emitYaml } from '../../../core/yaml/emit-yaml';
import type { DeploymentConfig } from '../config/deployment-config';
import type { DeployedObject, KubernetesObject } from '../objects/deployed-object';
import { hubObjects } from '../objects/hub-objects';
import { informerObjects } from '../objects/informer-objects';

/** A Secret that somebody else has to make: its value is in no configuration. */
export interface NeededSecret {
  /** Folder of the cluster that it is in: `hub`, `clusters/prod-eu`. */
  readonly folder: string;
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** A deployment as folders for kustomize. */
export interface DeploymentFiles {
  /** Text by path; paths have forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  readonly secrets: readonly NeededSecret[];
}

const KUSTOMIZATION = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

/**
 * The objects of a deployment as YAML: `hub/` for the cluster of the hub, `clusters/<name>/` for each informer, a file for each object, and a kustomization that lists them. No value of a secret is
 * written: a Secret that would hold one is named in the kustomization, and is to be there.
 */
export function deploymentFiles({ hub, clusters }: DeploymentConfig): DeploymentFiles {
  const files = new Map<string, string>();
  const secrets: NeededSecret[] = [];
  const add = (folder: string, objects: readonly DeployedObject[]): void => {
    const needed = objects.flatMap(({ object }) => neededSecret(folder, object) ?? []);
    const written = objects.filter(({ object }) => neededSecret(folder, object) === undefined);
    const resources = written.map(({ role }) => `${role}.yaml`).sort();
    files.set(
      `${folder}/kustomization.yaml`,
      `${comments(needed)}${emitYaml({ ...KUSTOMIZATION, resources })}`,
    );
    for (const { role, object, retainOnDelete } of written) {
      files.set(`${folder}/${role}.yaml`, emitYaml(retainOnDelete === true ? kept(object) : object));
    }
    secrets.push(...needed);
  };
  add('hub', hubObjects(hub));
  for (const config of clusters) add(`clusters/${config.name}`, informerObjects(config));
  return { files, secrets };
}

/** Flux and Argo CD leave it where it is when everything else goes. */
function kept(object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      },
    },
  };
}

function neededSecret(folder: string, object: KubernetesObject): NeededSecret | undefined {
  if (object.kind !== 'Secret') return undefined;
  const { name, namespace = '' } = object.metadata;
  const keys = Object.keys(Object(object['stringData']) as object);
  return { folder, namespace, name, keys };
}

function comments(secrets: readonly NeededSecret[]): string {
  if (secrets.length === 0) return '';
  const lines = secrets.map(
    ({ namespace, name, keys }) => `#   Secret ${namespace}/${name}, key ${keys.join(', ')}\n`,
  );
  return `# Not written here; create these first:\n${lines.join('')}`;
}
