import { createHash } from 'node:crypto';
import { type DecidedProgram, decideProgram } from '../../../collector/deploy/program/decide-program';
import type { Issue } from '../../../core/issue';

const TOKEN = 'west-7fK2qLxWz09sJtQmVb4N';
const HUB = {
  image: `registry.example.com/claims@sha256:${'a'.repeat(64)}`,
  tls: 'off',
  url: 'http://hub.example.com:8095',
};
const WEST = {
  name: 'west',
  kinds: ['databases.v1.shop.acme.io'],
  tokenHashes: [createHash('sha256').update(TOKEN).digest('hex')],
};

const decide = (
  keys: Readonly<Record<string, unknown>>,
  plain: readonly string[] = [],
): DecidedProgram | { readonly issues: readonly Issue[] } =>
  decideProgram({
    project: 'claims',
    all: Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [`claims:${key}`, JSON.stringify(value)]),
    ),
    isSecret: (key) => !plain.includes(key),
  });
const fieldsOf = (decided: ReturnType<typeof decide>): string[] =>
  'issues' in decided ? decided.issues.map(({ field = '' }) => field).sort() : ['nothing is wrong'];

describe('a program, decided', () => {
  it('has one hub, its clusters, and the secrets by the names of the objects', () => {
    const decided = decide({
      hub: HUB,
      clusters: [WEST],
      tokens: { west: TOKEN },
      access: { west: { context: 'w' } },
    });
    expect(decided).toMatchObject({
      deployment: { hub: { namespace: 'claims-system' }, clusters: [{ name: 'west' }] },
      access: { west: { context: 'w' } },
      secrets: { 'token/west': TOKEN },
      wait: true,
    });
  });

  it('needs a value for each secret, and says how to set it', () => {
    const decided = decide({ hub: { ...HUB, store: { type: 'postgres' } }, clusters: [WEST] });
    expect(fieldsOf(decided)).toEqual(['clusters.0.token', 'hub.store.url']);
    expect('issues' in decided && decided.issues[0]?.hint).toContain('pulumi config set --secret');
  });

  it('refuses names that nothing uses', () => {
    const decided = decide({
      hub: HUB,
      clusters: [WEST],
      tokens: { west: TOKEN, wets: TOKEN },
      access: { est: { context: 'e' } },
      kubeconfigs: { esat: 'x' },
      secrets: { databse: 'x' },
    });
    expect(fieldsOf(decided)).toEqual(['access.est', 'kubeconfigs.esat', 'secrets.databse', 'tokens.wets']);
    expect(JSON.stringify(decided)).not.toContain(TOKEN);
  });

  it('refuses secrets that the stack keeps in plain', () => {
    const keys = { hub: HUB, clusters: [WEST], tokens: { west: TOKEN }, kubeconfigs: { west: 'x' } };
    expect(fieldsOf(decide(keys, ['tokens', 'kubeconfigs']))).toEqual(['kubeconfigs', 'tokens']);
  });

  it('says what is wrong with hub and clusters together', () => {
    const decided = decide({
      hub: { ...HUB, image: 'claims:latest', colour: 'blue' },
      clusters: [WEST, WEST],
      tokens: { west: TOKEN },
    });
    expect(fieldsOf(decided)).toEqual(['clusters.1.name', 'hub.colour', 'hub.image']);
  });
});
