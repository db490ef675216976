import { choiceOfTree, type GivenKinds } from '../../harvester/claim-kinds/choice-of-tree';
import { parseKindText } from '../../harvester/claim-kinds/kind-name';
import { verifyRepository } from '../../harvester/invariants/verify-repository';
import { Manifests } from '../../harvester/tree/manifests';
import { StandingTree } from '../../harvester/tree/standing-tree';
import { viewOf } from './invariants/view';

function manifest(apiVersion: string, kind: string, name = 'db'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}

function xrd(version: string, spec: string): string {
  return `apiVersion: apiextensions.crossplane.io/${version}\nkind: CompositeResourceDefinition\nmetadata: {name: x}\nspec: {group: acme.io, ${spec}}\n`;
}

function registry(...entries: [name: string, template: string, path: string][]): string {
  const list = entries.map(
    ([name, template, path]) =>
      `  - name: ${name}\n    template: ${template}\n    category: infra\n    path: ${path}\n`,
  );
  return `apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n${list.join('')}`;
}

/** The rule that is used, and `file kind` of every claim. */
function chosen(
  files: Record<string, string>,
  given: GivenKinds = {},
): { sources: readonly string[]; kinds: readonly string[]; claims: string[] } {
  const view = viewOf(files);
  const tree = new StandingTree(view);
  const manifests = new Manifests(view.contents);
  const choice = choiceOfTree(tree, manifests, given);
  const claims = Object.keys(files).flatMap((file) =>
    manifests
      .objectsOf(file)
      .filter((object) => choice.isClaim(file, object))
      .map(({ kind }) => `${file} ${kind}`),
  );
  return { ...choice.rule, claims };
}

const ALL = {
  'claims/infra/db/00-namespace.yaml': manifest('v1', 'Namespace'),
  'claims/infra/db/Values.yaml': 'replicas: 1\n',
  'claims/infra/db/database.yaml': manifest('acme.io/v1', 'Database'),
  'claims/infra/db/job.yaml': manifest('batch/v1', 'Job'),
  'claims/infra/db/ks.yaml': manifest('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
  'claims/infra/db/repo.yaml': manifest('source.toolkit.fluxcd.io/v1', 'HelmRepository'),
  'claims/infra/db/app.yaml': manifest('argoproj.io/v1alpha1', 'Application'),
  'claims/infra/db/component.yaml': manifest('backstage.io/v1alpha1', 'Component'),
  'claims/infra/db/route.yaml': manifest('gateway.networking.k8s.io/v1', 'HTTPRoute'),
  'claims/infra/db/provider.yaml': manifest('pkg.crossplane.io/v1', 'Provider'),
  'claims/infra/db/release.yaml': manifest('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
};
const DATABASE = 'claims/infra/db/database.yaml Database';

test('where nothing says which, claims are the namespaced custom kinds that steer no delivery', () => {
  expect(chosen(ALL)).toEqual({
    sources: ['custom-kinds'],
    kinds: [],
    claims: [DATABASE, 'claims/infra/db/release.yaml HelmRelease'],
  });
});

test.each<[string, Record<string, string>, GivenKinds, string[], string[]]>([
  [
    'an XRD of the tree',
    { 'apis/x.yaml': xrd('v1', 'names: {kind: XDatabase}, claimNames: {kind: Database}') },
    {},
    ['definitions'],
    [DATABASE],
  ],
  [
    'an XRD without claims',
    { 'apis/x.yaml': xrd('v2', 'scope: Namespaced, names: {kind: Database}') },
    {},
    ['definitions'],
    [DATABASE],
  ],
  [
    'an import',
    {},
    { imported: [{ group: 'acme.io', kind: 'Database', isClusterScoped: false, isOffered: true }] },
    ['definitions'],
    [DATABASE],
  ],
  [
    'the registry, by a folder',
    { 'claims/registry.yaml': registry(['db', 'database', 'claims/infra/db']) },
    {},
    ['registry'],
    [DATABASE],
  ],
  [
    'the registry, by a file',
    { 'claims/registry.yaml': registry(['x', 'y', './claims/infra/db/database.yaml']) },
    {},
    ['registry'],
    [DATABASE],
  ],
  [
    'the registry, by an entry of older tools',
    { 'claims/registry.yaml': registry(['db', 'database', '.']) },
    {},
    ['registry'],
    [DATABASE],
  ],
  [
    'a kind that somebody names, whatever it is',
    {},
    { named: [parseKindText('kustomization.kustomize.toolkit.fluxcd.io')!, parseKindText('Job.batch')!] },
    ['named'],
    ['claims/infra/db/job.yaml Job', 'claims/infra/db/ks.yaml Kustomization'],
  ],
  [
    'a registry without entries: nobody',
    { 'claims/registry.yaml': registry() },
    {},
    ['custom-kinds'],
    [DATABASE, 'claims/infra/db/release.yaml HelmRelease'],
  ],
])('%s says which kinds are claims', (_, more, given, sources, claims) => {
  expect(chosen({ ...ALL, ...more }, given)).toMatchObject({ sources, claims });
});

test('a CRD of the tree tells that a kind has no namespace, and makes no claim of its own', () => {
  const crd = `kind: CustomResourceDefinition\nspec: {group: acme.io, scope: Cluster, names: {kind: Database}}\n`;
  expect(chosen({ ...ALL, 'crds/x.yaml': crd })).toMatchObject({
    sources: ['custom-kinds'],
    claims: ['claims/infra/db/release.yaml HelmRelease'],
  });
});

test('others of a kind that the registry names are claims too, but not every ConfigMap beside a registered one', () => {
  const files = {
    'claims/registry.yaml': registry(
      ['a', 'database', 'claims/infra/a'],
      ['c', 'configmap', 'claims/infra/c'],
    ),
    'claims/infra/a/database.yaml': manifest('acme.io/v1', 'Database', 'a'),
    'claims/infra/b/database.yaml': manifest('acme.io/v1', 'Database', 'b'),
    'claims/infra/c/configmap.yaml': manifest('v1', 'ConfigMap', 'c'),
    'claims/infra/d/configmap.yaml': manifest('v1', 'ConfigMap', 'd'),
    'claims/infra/e/cache.yaml': manifest('acme.io/v1', 'Cache', 'e'),
  };
  expect(chosen(files)).toEqual({
    sources: ['registry'],
    kinds: ['Database.acme.io'],
    claims: ['a/database.yaml Database', 'b/database.yaml Database', 'c/configmap.yaml ConfigMap'].map(
      (end) => `claims/infra/${end}`,
    ),
  });
});

test('verify takes the same manifests for claims, whatever the files are called', () => {
  const folder = (path: string): Record<string, string> => ({
    [`${path}/00-namespace.yaml`]: manifest('v1', 'Namespace'),
    [`${path}/database.yaml`]: manifest('acme.io/v1', 'Database'),
    [`${path}/kustomization.yaml`]: 'resources: [00-namespace.yaml, database.yaml]\n',
    [`${path}/catalog-info.yaml`]: 'kind: Component\n',
  });
  const files = { ...folder('claims/infra/db'), 'claims/infra/kustomization.yaml': 'resources: [db]\n' };
  expect(verifyRepository(viewOf({ ...files, 'claims/registry.yaml': registry() }))).toMatchObject([
    { code: 'registry-entry-missing', path: 'claims/infra/db' },
  ]);
});
