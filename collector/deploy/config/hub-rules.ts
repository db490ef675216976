import type { Issue } from '../../../core/issue';
import { type CheckOptions, fieldOf, problem } from './check-input';

/** What no field of a hub says for itself. */
export function hubRules(input: unknown, options: CheckOptions): readonly Issue[] {
  const tokens = fieldOf(input, 'tokens');
  const hasTokens = typeof tokens === 'object' && tokens !== null && Object.keys(tokens).length > 0;
  const issues = [...hubFieldRules(input, options)];
  if (!hasTokens && fieldOf(input, 'tokenReview') === undefined) {
    issues.push(
      problem(
        'tokens',
        'is missing: without hashes of tokens, and without tokenReview, nobody may report',
        'make a token with `claims deploy token <cluster>` and put its hash here',
      ),
    );
  }
  return issues;
}

/**
 * The rules of the fields that a hub says itself.
 *
 * @param at - what stands before the names of its fields: `hub.`
 */
export function hubFieldRules(input: unknown, { secrets }: CheckOptions, at = ''): readonly Issue[] {
  const issues: Issue[] = [];
  const [store, registry, api] = ['store', 'registry', 'registryApi'].map((key) => fieldOf(input, key));
  const replicas = fieldOf(input, 'replicas');
  const isShared = fieldOf(store, 'type') === 'postgres';
  if (typeof replicas === 'number' && replicas > 1 && !isShared) {
    issues.push(
      problem(
        `${at}replicas`,
        `must be 1 with SQLite, not ${replicas}: one process has the file open`,
        'use a store of type postgres for several',
      ),
    );
  }
  if (fieldOf(registry, 'forge') === 'gitea' && fieldOf(registry, 'apiUrl') === undefined) {
    issues.push(problem(`${at}registry.apiUrl`, 'is missing: Gitea has no address of its own'));
  }
  const apiIsOn = typeof api === 'object' && api !== null;
  if (apiIsOn && fieldOf(api, 'source') === undefined && registry === undefined) {
    issues.push(
      problem(`${at}registryApi.source`, 'is missing: name a Git repository, or configure the registry'),
    );
  }
  if (
    apiIsOn &&
    fieldOf(api, 'source') !== undefined &&
    fieldOf(api, 'token') === undefined &&
    registry !== undefined
  ) {
    issues.push(
      problem(
        `${at}registryApi.token`,
        'is missing: the token of `registry` is for its forge, and goes to no other source by itself',
        'say where the token comes from, or false',
      ),
    );
  }
  if (secrets !== undefined) issues.push(...missing(wanted(input), secrets, at));
  return issues;
}

/** Secret values that a hub takes from the stack, with the field that asks for each. */
function wanted(input: unknown): readonly (readonly [field: string, secret: string])[] {
  const [store, registry, api] = ['store', 'registry', 'registryApi'].map((key) => fieldOf(input, key));
  const isFromConfig = (said: unknown): boolean => said === undefined || fieldOf(said, 'from') === 'config';
  const list: (readonly [string, string])[] = [];
  if (fieldOf(store, 'type') === 'postgres' && isFromConfig(fieldOf(store, 'url'))) {
    list.push(['store.url', 'database']);
  }
  if (registry !== undefined && isFromConfig(fieldOf(registry, 'token'))) {
    list.push(['registry.token', 'forge']);
  }
  if (fieldOf(fieldOf(api, 'token'), 'from') === 'config') list.push(['registryApi.token', 'registry']);
  if (fieldOf(fieldOf(api, 'webhookSecret'), 'from') === 'config') {
    list.push(['registryApi.webhookSecret', 'webhook']);
  }
  return list;
}

/** Problems of secrets that are not there. */
export function missing(
  wanted: readonly (readonly [field: string, secret: string])[],
  secrets: readonly string[],
  at: string,
): readonly Issue[] {
  return wanted
    .filter(([, secret]) => !secrets.includes(secret))
    .map(([field, secret]) =>
      problem(`${at}${field}`, `takes the secret '${secret}' of the stack, which is missing`),
    );
}
