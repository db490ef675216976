import type { DeployedObject } from '../objects/deployed-object';

/** Something that whoever deploys has to be allowed to do. */
export interface NeededRight {
  readonly verb: 'create' | 'get' | 'patch';
  /** Plural, with its group: `deployments.apps`. */
  readonly resource: string;
  /** Undefined: in no namespace. */
  readonly namespace?: string;
}

/** Plurals that are not the kind in small letters with an s. */
const PLURALS: Readonly<Record<string, string>> = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
};

/** The rights that making, reading and changing objects takes, each once. */
export function neededRights(objects: readonly DeployedObject[]): readonly NeededRight[] {
  const rights = new Map<string, NeededRight>();
  for (const { object } of objects) {
    const { apiVersion, kind, metadata } = object;
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : `.${apiVersion.slice(0, slash)}`;
    const resource = `${PLURALS[kind] ?? `${kind.toLowerCase()}s`}${group}`;
    const { namespace } = metadata;
    for (const verb of ['create', 'get', 'patch'] as const) {
      const right = { verb, resource, ...(namespace !== undefined && { namespace }) };
      rights.set(JSON.stringify(right), right);
    }
  }
  return [...rights.values()];
}
