import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { adoptRepository, type AdoptOptions } from '../../../synth/adopt/adopt-repository';
import { describeWithCorpus } from '../../corpus';
import { apply, context, type Files, planOn, snapshotOf, touched } from '../plan/target';
import { accountedClaims } from './accounted-program';
import { RULES } from '../../../synth/policy/rules';
import { runSource } from './run-source';

const REGISTRY = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n';

function manifest(name: string, rest = 'spec: {size: 1}\n', kind = 'Database'): string {
  return `apiVersion: example.org/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: prod\n${rest}`;
}

function listed(...names: string[]): string {
  return `kind: Kustomization\nresources:\n${names.map((name) => `  - ${name}\n`).join('')}`;
}

function adopt(files: Files, options: Partial<AdoptOptions> = {}): ReturnType<typeof adoptRepository> {
  return adoptRepository(snapshotOf(files), { project: 'shop', ...options });
}

function text(adoption: ReturnType<typeof adoptRepository>, path: string): string | undefined {
  return adoption.files.find((file) => file.path === path)?.text;
}

test('comments, anchors, block texts and hard values become TypeScript as a person would write it', () => {
  const tree = {
    'claims/infra/kustomization.yaml': listed('db', 'web'),
    'claims/infra/db/database.yaml': `# The shop's database.
apiVersion: example.org/v1
kind: Database
metadata:
  name: db
  namespace: prod
  labels: &labels {team: shop, env: production, cost-center: "4711"}
  creationTimestamp: null # exported
spec:
  # grows with the catalogue
  size: 20Gi
  serial: 9007199254740993
  mode: 0644
  ratio: 1.0
  enabled: "on" # text, not a boolean
  podLabels: *labels
  ports: [80, 443]
  users:
    # the shop itself
    - name: shop
      grants: [read, write]
    - {name: report, grants: [read]}
  init: |
    #!/bin/sh
    echo "\${HOME}" \`date\`
  # replicas: 3
status: {phase: Ready}
# until 2027
`,
    'claims/infra/web/web-app.yaml': manifest('web-app', 'spec: {}\n', 'Web'),
    'claims/infra/web/catalog-info.yaml':
      'kind: Component\nmetadata: {name: web}\nspec: {owner: platform-team, lifecycle: production, dependsOn: ["component:default/db"]}\n',
  };
  expect(text(adopt(tree), 'claims/infra.ts')).toBe(`import { JsonPatch } from 'cdk8s';
import { Category, Claim, type ClaimApp } from 'cdk8s-claims';

/** The claims of \`claims/infra\`. */
export function infra(app: ClaimApp): void {
  const category = new Category(app, 'infra', { namespace: 'prod' });

  // The shop's database.
  // exported
  const db = new Claim(category, 'db', {
    apiVersion: 'example.org/v1',
    kind: 'Database',
    metadata: {
      labels: { team: 'shop', env: 'production', 'cost-center': '4711' },
    },
    spec: {
      // grows with the catalogue
      size: '20Gi',
      serial: 9007199254740993n,
      mode: 420,
      ratio: 1,
      enabled: 'on', // text, not a boolean
      podLabels: { team: 'shop', env: 'production', 'cost-center': '4711' },
      ports: [80, 443],
      users: [
        // the shop itself
        {
          name: 'shop',
          grants: ['read', 'write'],
        },
        {
          name: 'report',
          grants: ['read'],
        },
      ],
      init: \`#!/bin/sh
echo "\\\${HOME}" \\\`date\\\`
\`,
      // replicas: 3
    },
    fields: {
      status: {
        phase: 'Ready',
      },
      // until 2027
    },
  });
  db.addJsonPatch(JsonPatch.add('/metadata/creationTimestamp', null));

  new Claim(category, 'web', {
    apiVersion: 'example.org/v1',
    kind: 'Web',
    template: 'web-app',
    dependsOn: [db],
    metadata: { name: 'web-app' },
    spec: {},
  });
}
`);
});

test('what three claims share and nobody likes to read three times becomes a constant', () => {
  const spec = 'spec:\n  policy: {retention: 30d, schedule: "0 3 * * *", bucket: backups}\n  short: [a]\n';
  const adoption = adopt({
    'claims/infra/kustomization.yaml': listed('a', 'b', 'c'),
    'claims/infra/a/database.yaml': manifest('a', spec),
    'claims/infra/b/database.yaml': manifest('b', spec),
    'claims/infra/c/database.yaml': manifest('c', spec),
  });
  const source = text(adoption, 'claims/infra.ts') ?? '';
  expect(source).toContain(
    "const policy = { retention: '30d', schedule: '0 3 * * *', bucket: 'backups' } as const;\n",
  );
  expect(source.match(/^ {6}policy,$/gm)).toHaveLength(3);
  expect(source.match(/short: \['a'\]/g)).toHaveLength(3);
});

test('further documents of a file come along with their comments, and their bytes stay', () => {
  const file = `---
# the database
${manifest('db')}---
# what it is told
apiVersion: v1
kind: ConfigMap
metadata: {name: db-settings, namespace: prod}
data:
  # in percent
  fill: "80" # of the disk
...
---
${manifest('replica', 'spec: {of: db}\n')}`;
  const tree = {
    'claims/infra/kustomization.yaml': listed('db', 'old.yaml'),
    'claims/infra/db/database.yaml': file,
    'claims/infra/old.yaml': `${manifest('old')}---\n${manifest('older')}`,
  };
  const adoption = adopt(tree);
  expect(adoption.leftOut).toEqual([]);
  expect(text(adoption, 'claims/infra.ts')).toContain(`
  // the database
  new Claim(category, 'db', {
    apiVersion: 'example.org/v1',
    kind: 'Database',
    spec: { size: 1 },
    documents: [
      {
        // what it is told
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'db-settings', namespace: 'prod' },
        data: {
          // in percent
          fill: '80', // of the disk
        },
      },
      {
        apiVersion: 'example.org/v1',
        kind: 'Database',
        metadata: { name: 'replica', namespace: 'prod' },
        spec: { of: 'db' },
      },
    ],
  });
`);
  const declared = runSource(adoption.files);
  expect(declared.issues).toEqual([]);
  const given = context({ catalog: adoption.catalog });
  const first = planOn(tree, declared, given);
  expect(first.kept).toEqual([]);
  const after = apply(tree, first);
  expect(after).toMatchObject(tree);
  expect(touched(planOn(after, declared, given))).toEqual([]);
});

test('claims of other categories are referred to in main.ts', () => {
  const component = 'kind: Component\nspec: {owner: platform-team, dependsOn: ["component:db"]}\n';
  const tree = {
    'claims/apps/kustomization.yaml': listed('web'),
    'claims/apps/web/web.yaml': manifest('web', undefined, 'Web'),
    'claims/apps/web/catalog-info.yaml': component,
    'claims/infra/kustomization.yaml': listed('db'),
    'claims/infra/db/database.yaml': manifest('db'),
  };
  for (const split of [false, true]) {
    const adoption = adopt(tree, { split });
    expect(text(adoption, 'main.ts')).toContain('appsClaims.web');
    expect(runSource(adoption.files).claims.find(({ name }) => name === 'web')?.dependsOn).toEqual([
      'infra/db',
    ]);
  }
  expect(adopt(tree, { split: true }).files.map(({ path }) => path)).toEqual([
    'main.ts',
    'claims/apps.ts',
    'claims/apps/web.ts',
    'claims/infra.ts',
    'claims/infra/db.ts',
  ]);
});

test('what cannot be declared is left out with its line and the reason', () => {
  const { models, leftOut } = adopt({
    'claims/registry.yaml': REGISTRY.replace('claims:\n', 'claims: []\n'),
    'claims/stray.yaml': manifest('stray'),
    'claims/infra/kustomization.yaml': listed(
      'two',
      'broken',
      'Bad_Name',
      'label',
      'same',
      'one',
      'other',
      'yml',
      'secret',
      'big',
      'theirs',
    ),
    'claims/infra/one/database.yaml': manifest('one'),
    'claims/infra/one/extra.yaml': manifest('extra'),
    'claims/infra/one/overlays/deep.yaml': manifest('deep'),
    'claims/infra/two/database.yaml': `${manifest('two')}---\n${manifest('three', 'sops: {mac: x}\n')}`,
    'claims/infra/text/database.yaml': `${manifest('text')}---\njust text\n`,
    'claims/infra/twin/database.yaml': `${manifest('twin')}---\n${manifest('twin')}`,
    'claims/infra/bare/database.yaml': `${manifest('bare')}---\nkind: ConfigMap\n`,
    'claims/infra/broken/database.yaml': 'apiVersion: v1\nkind: X\nkind: Y\n',
    'claims/infra/Bad_Name/database.yaml': manifest('bad'),
    'claims/infra/label/database.yaml': manifest('label').replace('namespace: prod', 'labels: {a: 1}'),
    'claims/infra/same/database.yaml': manifest('one'),
    'claims/infra/yml/database.yml': manifest('yml'),
    'claims/infra/secret/database.yaml': manifest('secret', 'sops: {mac: x}\n'),
    'claims/infra/big/database.yaml': manifest('big', 'spec: {size: 1e20}\n'),
    'claims/infra/theirs/database.yaml': manifest('theirs'),
    'claims/infra/lost/database.yaml': manifest('lost'),
    'claims/.claims/other/infra.ledger': `# cdk8s-claims ledger 1\n${'a'.repeat(40)}\tclaims/infra/theirs/database.yaml\tinfra/theirs\n`,
  });
  expect(models.claims.map(({ constructPath }) => constructPath)).toEqual([
    'infra/bad',
    'infra/deep',
    'infra/extra',
    'infra/one',
    'infra/yml',
  ]);
  expect(leftOut.map(({ path, line, why, reason }) => `${path}:${line} ${why} ${reason}`)).toEqual([
    'claims/infra/bare/database.yaml:8 unsupported apiVersion is missing',
    'claims/infra/big/database.yaml:1 unsupported 100000000000000000000 is an integer beyond 64 bits',
    "claims/infra/broken/database.yaml:3 unsupported key 'kind' is in the mapping twice",
    'claims/infra/label/database.yaml:1 unsupported metadata.labels["a"] is 1, not a string',
    'claims/infra/lost/database.yaml:1 orphan infra/lost is applied by nothing, and no registry names it',
    'claims/infra/same/database.yaml:1 unsupported it is the same object in the cluster as claims/infra/one/database.yaml:1',
    'claims/infra/secret/database.yaml:1 unsupported the file is encrypted with SOPS',
    'claims/infra/text/database.yaml:8 unsupported this document is not an object',
    "claims/infra/theirs/database.yaml:1 unsupported it belongs to project 'other'",
    'claims/infra/twin/database.yaml:1 unsupported it holds the same object twice',
    'claims/infra/two/database.yaml:8 unsupported the file is encrypted with SOPS',
    'claims/stray.yaml:1 unsupported it lies in no category (claims/<category>/…)',
  ]);
});

test('owner and lifecycle of most claims become the configuration, the others say their own', () => {
  const component = (owner: string): string =>
    `kind: Component\nmetadata: {tags: [infra-as-code, database, infra]}\nspec: {type: resource, lifecycle: experimental, owner: ${owner}}\n`;
  const { catalog, models } = adopt({
    'claims/infra/kustomization.yaml': listed('a', 'b', 'c'),
    'claims/infra/a/database.yaml': manifest('a'),
    'claims/infra/a/catalog-info.yaml': component('team-x'),
    'claims/infra/b/database.yaml': manifest('b'),
    'claims/infra/b/catalog-info.yaml': component('team-x'),
    'claims/infra/c/database.yaml': manifest('c'),
    'claims/infra/c/catalog-info.yaml': component('team-y'),
  });
  expect(catalog).toEqual({
    owner: 'team-x',
    lifecycle: 'experimental',
    type: 'resource',
    tags: ['infra-as-code'],
  });
  expect(models.claims.map(({ owner }) => owner)).toEqual([undefined, undefined, 'team-y']);
});

test('a claim called like the variable of another is still called', () => {
  const component = 'kind: Component\nspec: {owner: platform-team, dependsOn: ["component:a"]}\n';
  const tree = {
    'claims/infra/kustomization.yaml': listed('a', 'a-claim', 'b'),
    'claims/infra/a/database.yaml': manifest('a'),
    'claims/infra/a-claim/database.yaml': manifest('a-claim'),
    'claims/infra/b/database.yaml': manifest('b'),
    'claims/infra/b/catalog-info.yaml': component,
  };
  const { files } = adopt(tree, { split: true });
  expect(accountedClaims(files).map(({ name }) => name)).toEqual(['a', 'a-claim', 'b']);
  expect(runSource(files).claims.map(({ name }) => name)).toEqual(['a', 'a-claim', 'b']);
});

test('a constant stands for equal values of one key only', () => {
  const long = 'x'.repeat(40);
  const integers = ['9007199254740993', '"9007199254740993n"'].map(
    (value) => `spec:\n  set: {script: "a\\nb\\nc ${long}", size: ${value}}\n`,
  );
  const keys = [`spec: {k: 'x"${long}', "k\\n\\"x": 1}\n`, `spec: {"k\\n\"x": '${long}'}\n`];
  const specs = [...integers, ...keys].flatMap((spec) => [spec, spec, spec]);
  const tree: Files = Object.fromEntries([
    ['claims/infra/kustomization.yaml', listed(...specs.map((_, index) => `c${index}`))],
    ...specs.map((spec, index): [string, string] => [
      `claims/infra/c${index}/database.yaml`,
      manifest(`c${index}`, spec),
    ]),
  ]);
  const { files, models } = adopt(tree);
  const specOf = (claim: { name: string; object: object }): unknown => [
    claim.name,
    'spec' in claim.object && claim.object.spec,
  ];
  expect(accountedClaims(files).map(specOf)).toEqual(models.claims.map(specOf));
});

test('a category and a claim called like a declaration file, or like a folder of packages, run all the same', () => {
  const names = ['x.d', 'a.d.css', 'node-modules', 'a', 'a.ts'];
  const tree: Files = Object.fromEntries(
    [...names, 'node_modules', 'index', 'dist'].flatMap((category, index): [string, string][] => [
      [`claims/${category}/kustomization.yaml`, listed(...names)],
      ...names.map((name): [string, string] => [
        `claims/${category}/${name}/database.yaml`,
        manifest(name).replace('prod', `n${index}`),
      ]),
    ]),
  );
  for (const split of [false, true]) {
    const { files, leftOut } = adopt(tree, { split });
    expect(leftOut).toEqual([]);
    expect(accountedClaims(files)).toHaveLength(40);
    expect(files.map(({ path }) => path).filter((path) => /\.d\.|node_modules\//.test(path))).toEqual([]);
  }
});

test('a slug or an address that no configuration takes does not get into one', () => {
  const component = JSON.stringify({
    kind: 'Component',
    metadata: {
      annotations: {
        'github.com/project-slug': 'a b/c',
        'backstage.io/source-location': 'url:https://user:pass@host/a b/c/tree/main',
      },
    },
    spec: { owner: 'x' },
  });
  const adoption = adopt({
    'claims/infra/kustomization.yaml': listed('a'),
    'claims/infra/a/database.yaml': manifest('a'),
    'claims/infra/a/catalog-info.yaml': component,
  });
  expect([adoption.repository, adoption.webUrl]).toEqual([undefined, undefined]);
});

describeWithCorpus('the real harvester repository', 'harvester', (folder) => {
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );

  test.each([
    [false, ['cli/demo-project', 'cli/hacky', 'cli/harvestervm-developer-martin']],
    [
      true,
      [
        'cli/demo-project',
        'cli/hacky',
        'cli/harvestervm-developer-martin',
        'infra/app-pvc',
        'other-resources/abrechnungen',
      ],
    ],
  ])('is adopted byte for byte, with orphans: %p', (includeOrphans, expected) => {
    const adoption = adopt(files, { includeOrphans });
    const declared = runSource(adoption.files);
    expect(declared.claims.map(({ constructPath }) => constructPath)).toEqual(expected);
    expect(adoption.leftOut.map(({ path, why }) => [path, why])).toEqual(
      includeOrphans
        ? []
        : [
            ['claims/infra/app-pvc/volumeclaim.yaml', 'orphan'],
            ['claims/other-resources/abrechnungen/volumeclaim.yaml', 'orphan'],
          ],
    );
    expect([adoption.repository, adoption.webUrl]).toEqual([
      'stuttgart-things/harvester',
      includeOrphans ? 'https://github.com' : undefined,
    ]);
    const given = context({ repository: adoption.repository, catalog: adoption.catalog });
    const first = planOn(files, declared, given);
    const after = apply(files, first);
    for (const path of Object.keys(files).filter((path) => !/registry|kustomization|locations/.test(path))) {
      expect(after[path]).toBe(files[path]);
    }
    expect(first.kept).toEqual([]);
    expect(touched(planOn(after, declared, given))).toEqual([]);
  });

  test('gives sources that a formatter leaves alone', async () => {
    for (const split of [false, true]) {
      for (const { text } of adopt(files, { includeOrphans: true, split }).files) {
        expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 100 })).toBe(text);
      }
    }
  });
});

test('a rule that a further document breaks is told at that document, in its own words', () => {
  const secret = 'spec:\n  password: hunter2hunter2\n';
  const { leftOut, models } = adopt(
    {
      'claims/infra/kustomization.yaml': listed('db'),
      'claims/infra/db/database.yaml': `${manifest('db')}---\n${manifest('other', secret)}`,
    },
    { rules: RULES, claimKinds: { named: [{ kind: 'Database', group: 'example.org' }], imported: [] } },
  );
  expect(models.claims).toEqual([]);
  expect(leftOut.map(({ path, line, reason }) => [path, line, reason])).toEqual([
    [
      'claims/infra/db/database.yaml',
      8,
      'spec.password holds a literal of 14 bytes that looks like a secret',
    ],
  ]);
});
