import fc from 'fast-check';
import type { ClaimModel } from '../../../core/claim-model';
import { claim } from './target';

const category = fc.constantFrom('infra', 'apps', 'other-resources');
const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const kind = fc.constantFrom('VolumeClaim', 'Database', 'HarborProject');
const scalar = fc.oneof(
  fc.string(),
  fc.constantFrom('on', '010', '1e3', 'null', '- x', 'a: b', '#', '20Gi', 'multi\nline\n'),
  fc.integer(),
  fc.boolean(),
);
const spec = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z]{1,8}$/),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  {
    maxKeys: 4,
  },
);

/** Sets of claims as a valid program declares them: unique folders and unique cluster identities. */
export const claimSet = fc
  .array(
    fc.record({
      category,
      name,
      kind,
      spec,
      namespace: fc.constantFrom('default', 'prod'),
      further: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(spec, { maxLength: 2 })),
    }),
    { maxLength: 4 },
  )
  .map((records): ClaimModel[] => {
    const claims = new Map<string, ClaimModel>();
    const identities = new Set<string>();
    for (const { category, name, further, ...rest } of records) {
      const path = `${category}/${name}`;
      const identity = `${rest.kind} ${rest.namespace} ${name}`;
      if (claims.has(path) || identities.has(identity)) continue;
      identities.add(identity);
      claims.set(path, claim(path, { ...rest, ...furtherDocuments(path, further) }));
    }
    return [...claims.values()].sort((a, b) => (a.constructPath < b.constructPath ? -1 : 1));
  });

/** Further documents in the file of a claim, each an object that no other file has. */
export function furtherDocuments(
  constructPath: string,
  contents: readonly object[],
): Pick<ClaimModel, 'documents'> {
  if (contents.length === 0) return {};
  const documents = contents.map((data, index) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${constructPath.replace('/', '.')}-${index}` },
    data,
  }));
  return { documents };
}
