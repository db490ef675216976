import { parse } from 'yaml';
import { CLAIMS, type ClusterTruth, saidOf } from './cluster-truth';
import { REGISTRY } from './git-home';

interface Entry {
  readonly category: string;
  readonly name: string;
  readonly status?: string;
  readonly statusMessage?: string;
  readonly lastCheckedAt?: string;
}

/** Throws where two values differ. Matchers of Jest cost more than a step, and say less. */
export function assertSame(found: unknown, wanted: unknown, what: string): void {
  if (found === wanted) return;
  throw new Error(`${what}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
}

function entriesOf(registry: string): readonly Entry[] {
  return (parse(registry) as { claims: readonly Entry[] }).claims;
}

/** By path of the claim: what a registry says of it. Read with another reader than the product's. */
export function statusesOf(registry: string): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(registry).map(({ category, name, status, statusMessage, lastCheckedAt }) => [
      `${category}/${name}`,
      JSON.stringify([status, statusMessage, lastCheckedAt]),
    ]),
  );
}

/** The registry has an entry for each of these claims, and no other. */
export function assertEntries(paths: readonly string[], registry: string): void {
  const found = entriesOf(registry).map(({ category, name }) => `${category}/${name}`);
  assertSame(found.sort().join(), [...paths].sort().join(), 'claims of the registry');
}

/** The registry says of every claim what is true of it in its clusters. */
export function assertTruth(truths: readonly ClusterTruth[], registry: string): void {
  const entries = entriesOf(registry);
  for (const path of Object.keys(CLAIMS)) {
    const [entry, ...more] = entries.filter(({ category, name }) => `${category}/${name}` === path);
    if (more.length > 0) throw new Error(`${path} stands in the registry ${1 + more.length} times`);
    const said = saidOf(truths, path);
    if (entry === undefined) continue;
    const { status, statusMessage = '' } = entry;
    // Of what no cluster ever had nothing is said.
    if (said.length === 0) {
      assertSame(status, undefined, `${path}, which is nowhere`);
      continue;
    }
    const message = statusMessage.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T');
    const found = `${status ?? ''}: ${message}`;
    const wanted = said.map((each) => `${each.status}: ${each.message}`);
    if (!wanted.includes(found)) assertSame(found, wanted.join(' or '), path);
  }
}

/** A commit of the reconciler, as `git show` prints it, changes lines of statuses in the registry, and nothing else. */
export function assertOnlyStatuses(shown: string): void {
  const [author = '', parents = '', ...lines] = shown.split('\n');
  if (author !== 'cdk8s-claims' || parents.includes(' ')) return;
  for (const line of lines) {
    if (/^diff --git /.test(line)) {
      assertSame(line, `diff --git a/${REGISTRY} b/${REGISTRY}`, 'a file of a status request');
    }
    if (/^[+-](?![+-])/.test(line) && !/^[+-] +(?:status|statusMessage|lastCheckedAt): /.test(line)) {
      throw new Error(`a status request changes the line ${line}`);
    }
  }
}
