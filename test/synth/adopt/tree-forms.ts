import type { Files } from '../plan/target';

/** A tree as people have it, in small, and what must come of adopting it. */
export interface TreeForm {
  readonly form: string;
  readonly files: Files;
  /** Default: `claims`. */
  readonly root?: string;
  /** As given to `--kinds`. */
  readonly kinds?: readonly string[];
  /** `category/name file` of every claim; `-` for one with a folder of its own. */
  readonly claims: readonly string[];
}

interface Meta {
  readonly name: string;
  readonly namespace?: string;
}

/** One manifest. */
export function manifest(
  apiVersion: string,
  kind: string,
  { name, namespace }: Meta,
  rest = 'spec: {size: 1} # small\n',
): string {
  const where = namespace === undefined ? '' : `  namespace: ${namespace}\n`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${where}${rest}`;
}

function listing(...entries: string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`;
}

const claim = (kind: string, name: string, namespace = 'shop'): string =>
  manifest('acme.io/v1', kind, { name, namespace });
const release = (name: string): string =>
  manifest(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    { name, namespace: 'media' },
    'spec:\n  chart: {spec: {chart: app}}\n',
  );
const ks = (name: string): string =>
  manifest(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    { name, namespace: 'flux-system' },
    `spec: {path: ./kubernetes/apps/media/${name}/app, prune: true}\n`,
  );
const XRD = `apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: {name: xdatabases.acme.io}
spec: {group: acme.io, names: {kind: XDatabase, plural: xdatabases}, claimNames: {kind: Database, plural: databases}}
`;

/** A Flux home repository: the category names files in folders, `ks.yaml` stands beside `app/`. */
const HOME: Files = {
  'kubernetes/apps/media/kustomization.yaml': listing(
    './namespace.yaml',
    './player/ks.yaml',
    './recorder/ks.yaml',
  ),
  'kubernetes/apps/media/namespace.yaml': manifest('v1', 'Namespace', { name: 'media' }, ''),
  'kubernetes/apps/media/player/ks.yaml': ks('player'),
  'kubernetes/apps/media/player/app/kustomization.yaml': listing(
    './helmrelease.yaml',
    './externalsecret.yaml',
    './pvc.yaml',
  ),
  'kubernetes/apps/media/player/app/helmrelease.yaml': release('player'),
  'kubernetes/apps/media/player/app/externalsecret.yaml': manifest(
    'external-secrets.io/v1',
    'ExternalSecret',
    { name: 'player' },
  ),
  'kubernetes/apps/media/player/app/pvc.yaml': manifest('v1', 'PersistentVolumeClaim', { name: 'player' }),
  'kubernetes/apps/media/recorder/ks.yaml': ks('recorder'),
  'kubernetes/apps/media/recorder/app/kustomization.yaml': listing('./helmrelease.yaml'),
  'kubernetes/apps/media/recorder/app/helmrelease.yaml': release('recorder'),
  'kubernetes/apps/media/recorder/app/config/values.yaml': 'replicas: 1\n',
};

export const TREE_FORMS: readonly TreeForm[] = [
  {
    form: 'a Flux home repository',
    root: 'kubernetes/apps',
    files: HOME,
    claims: [
      'media/helmrelease-player player/app/helmrelease.yaml',
      'media/player player/app/externalsecret.yaml',
      'media/recorder recorder/app/helmrelease.yaml',
    ],
  },
  {
    form: 'a Flux home repository, its Kustomizations as claims',
    root: 'kubernetes/apps',
    files: HOME,
    kinds: ['Kustomization.kustomize.toolkit.fluxcd.io'],
    claims: ['media/player player/ks.yaml', 'media/recorder recorder/ks.yaml'],
  },
  {
    form: 'an Argo CD app-of-apps folder without kustomizations',
    root: 'apps',
    files: {
      'apps/prod/root.yaml': manifest('argoproj.io/v1alpha1', 'Application', {
        name: 'root',
        namespace: 'argocd',
      }),
      'apps/prod/orders-db.yaml': claim('Database', 'orders-db'),
      'apps/prod/cache.yaml': `${claim('Cache', 'cache')}---\n${claim('Cache', 'sessions')}`,
      'apps/prod/queues/all.yml': `${claim('Queue', 'a')}---\n${manifest('v1', 'ConfigMap', { name: 'x' })}---\n${claim('Queue', 'b')}`,
      'apps/dev/orders-db.yaml': claim('Database', 'orders-db', 'dev'),
    },
    claims: [
      'dev/orders-db orders-db.yaml',
      'prod/a queues/all.yml',
      'prod/b queues/all.yml',
      'prod/cache cache.yaml',
      'prod/orders-db orders-db.yaml',
    ],
  },
  {
    form: 'Argo CD applications as claims',
    root: 'apps',
    kinds: ['Application.argoproj.io'],
    files: {
      'apps/prod/a.yaml': manifest('argoproj.io/v1alpha1', 'Application', { name: 'a', namespace: 'argocd' }),
      'apps/prod/b.yaml': manifest('argoproj.io/v1alpha1', 'Application', { name: 'b', namespace: 'argocd' }),
      'apps/prod/db.yaml': claim('Database', 'db'),
    },
    claims: ['prod/a a.yaml', 'prod/b b.yaml'],
  },
  {
    form: 'a Crossplane platform repository with a root kustomization',
    root: '.',
    files: {
      'kustomization.yaml': listing('apis/database', 'claims/shop', 'claims/blog'),
      'apis/database/definition.yaml': XRD,
      'apis/database/composition.yaml': manifest('apiextensions.crossplane.io/v1', 'Composition', {
        name: 'db',
      }),
      'apis/database/kustomization.yaml': listing('definition.yaml', 'composition.yaml'),
      'claims/shop/kustomization.yaml': listing('orders', 'users'),
      'claims/shop/orders/kustomization.yaml': listing('claim.yaml', 'secret.yaml'),
      'claims/shop/orders/claim.yaml': claim('Database', 'orders'),
      'claims/shop/orders/secret.yaml': manifest('external-secrets.io/v1', 'ExternalSecret', {
        name: 'orders',
      }),
      'claims/shop/users/kustomization.yaml': listing('database.yaml'),
      'claims/shop/users/database.yaml': claim('Database', 'users'),
      'claims/blog/kustomization.yaml': listing('./posts/database.yaml'),
      'claims/blog/posts/database.yaml': claim('Database', 'posts'),
      'README.yaml': 'about: this\n',
    },
    claims: ['claims/blog/posts posts/database.yaml', 'claims/shop/orders -', 'claims/shop/users -'],
  },
  {
    form: 'claims of several clusters, in folders',
    root: 'clusters',
    files: Object.fromEntries(
      ['dev', 'prod'].flatMap((cluster): [string, string][] => [
        [`clusters/${cluster}/kustomization.yaml`, listing('infra', 'apps')],
        [`clusters/${cluster}/infra/kustomization.yaml`, listing('db', 'cache')],
        ...['db', 'cache'].flatMap((name): [string, string][] => [
          [`clusters/${cluster}/infra/${name}/kustomization.yaml`, listing('claim.yaml')],
          [`clusters/${cluster}/infra/${name}/claim.yaml`, claim('Store', name, cluster)],
        ]),
        [`clusters/${cluster}/apps/kustomization.yaml`, listing('web.yaml', 'shop.yaml')],
        [`clusters/${cluster}/apps/web.yaml`, claim('App', 'web', cluster)],
        [`clusters/${cluster}/apps/shop.yaml`, claim('App', 'shop', cluster)],
      ]),
    ),
    claims: ['dev', 'prod'].flatMap((cluster) => [
      `${cluster}/apps/shop shop.yaml`,
      `${cluster}/apps/web web.yaml`,
      `${cluster}/infra/cache -`,
      `${cluster}/infra/db -`,
    ]),
  },
  {
    form: 'kustomizations under other names',
    files: {
      'claims/infra/kustomization.yml': listing('db', 'cache'),
      'claims/infra/db/kustomization.yml': listing('database.yaml'),
      'claims/infra/db/database.yaml': claim('Database', 'db'),
      'claims/infra/cache/Kustomization': listing('cache.yaml'),
      'claims/infra/cache/cache.yaml': claim('Cache', 'cache'),
    },
    claims: ['infra/cache -', 'infra/db -'],
  },
  {
    form: 'folders of several claims, a file of several claims, one that is not the first of its file',
    files: {
      'claims/infra/kustomization.yaml': listing('db', 'all.yaml', 'ns'),
      'claims/infra/db/kustomization.yaml': listing('database.yaml', 'replica.yaml'),
      'claims/infra/db/database.yaml': claim('Database', 'db'),
      'claims/infra/db/replica.yaml': claim('Replica', 'db'),
      'claims/infra/all.yaml': `# both\n${claim('Cache', 'one')}--- # next\n${claim('Cache', 'two')}`,
      'claims/infra/ns/kustomization.yaml': listing('ns.yaml'),
      'claims/infra/ns/ns.yaml': `${manifest('v1', 'Namespace', { name: 'shop' }, '')}---\n${claim('Network', 'net')}`,
    },
    claims: [
      'infra/db db/database.yaml',
      'infra/net ns/ns.yaml',
      'infra/one all.yaml',
      'infra/replica-db db/replica.yaml',
      'infra/two all.yaml',
    ],
  },
];
