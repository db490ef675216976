import type { Issue } from '../../../core/issue';
import { type CheckOptions, fieldOf, problem } from './check-input';
import { hubFieldRules } from './hub-rules';
import { informerRules } from './informer-rules';

/** What a hub and its clusters have to agree on. */
export function deploymentRules(input: unknown, options: CheckOptions): readonly Issue[] {
  const hub = fieldOf(input, 'hub');
  const listed = fieldOf(input, 'clusters');
  const clusters: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const issues = [...hubFieldRules(hub, options, 'hub.'), ...addressRules(hub, clusters)];
  const seen = new Map<unknown, number>();
  const hashes = new Map<unknown, string>();
  for (const [index, cluster] of clusters.entries()) {
    const at = `clusters.${index}.`;
    issues.push(...informerRules(cluster, options, at), ...accessRules(cluster, hub, at));
    const name = fieldOf(cluster, 'name');
    const first = seen.get(name);
    if (typeof name === 'string' && first !== undefined) {
      issues.push(problem(`${at}name`, `is '${name}', which clusters.${first} has already`));
    } else seen.set(name, index);
    for (const hash of listOf(fieldOf(cluster, 'tokenHashes'))) {
      const other = hashes.get(hash);
      if (other !== undefined && other !== name) {
        issues.push(problem(`${at}tokenHashes`, `has a hash of '${other}': a token is for one cluster`));
      }
      if (typeof name === 'string') hashes.set(hash, name);
    }
  }
  return issues;
}

/** How a cluster's reports are known to be its own, and how they get to the hub. */
function accessRules(cluster: unknown, hub: unknown, at: string): readonly Issue[] {
  const issues: Issue[] = [];
  const name = fieldOf(cluster, 'name');
  const isReviewed = fieldOf(cluster, 'token') === 'review';
  const hashes = fieldOf(cluster, 'tokenHashes');
  const isBeside = name !== undefined && name === fieldOf(hub, 'cluster');
  if (!isReviewed && hashes === undefined) {
    issues.push(
      problem(
        `${at}tokenHashes`,
        'is missing: the hub knows no token of this cluster',
        `make one with \`claims deploy token ${typeof name === 'string' ? name : '<cluster>'}\``,
      ),
    );
  }
  if (isReviewed && hashes !== undefined) {
    issues.push(problem(`${at}tokenHashes`, 'cannot be used with the token review, keep one of them'));
  }
  if (isReviewed && !isBeside) {
    issues.push(
      problem(
        `${at}token`,
        'can be review only in the cluster of the hub: the hub asks no other API server',
        'set hub.cluster to the name of that cluster, or use a token',
      ),
    );
  }
  const makesNamespace = [cluster, hub].every((part) => fieldOf(part, 'createNamespace') === true);
  if (isBeside && makesNamespace && namespaceOf(cluster) === namespaceOf(hub)) {
    issues.push(problem(`${at}createNamespace`, 'must be false: the hub makes the same namespace'));
  }
  return issues;
}

/** Every cluster but the hub's own has to be told where the hub is. */
function addressRules(hub: unknown, clusters: readonly unknown[]): readonly Issue[] {
  const own = fieldOf(hub, 'cluster');
  const others = clusters.filter(
    (cluster) =>
      fieldOf(cluster, 'collector') === undefined && (own === undefined || fieldOf(cluster, 'name') !== own),
  );
  if (others.length === 0 || fieldOf(hub, 'url') !== undefined) return [];
  const names = others.map((cluster) => fieldOf(cluster, 'name')).filter((name) => typeof name === 'string');
  return [
    problem('hub.url', `is missing: informers of other clusters must reach the hub (${names.join(', ')})`),
  ];
}

function namespaceOf(part: unknown): unknown {
  return fieldOf(part, 'namespace') ?? 'claims-system';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
