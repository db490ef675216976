import { ApiObject, App, Chart, Include, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Category, Claim, ClaimApp, VolumeClaim } from '../../../synth';
import { modelsDocument } from '../../../core/models-document-schema';
import { collectModels } from '../../../synth/collect/collect-models';

const FILE = 'test/synth/collect/collect-models.test.ts';
const thing = { apiVersion: 'acme.io/v1', kind: 'Thing', spec: {} };

function problems(app: App): string[] {
  return collectModels(app).issues.map((issue) =>
    `${issue.code} ${issue.construct ?? '-'}: ${issue.message}`.replace(/ at test\/\S+:\d+/g, ' at HERE'),
  );
}

describe('collecting', () => {
  it('gives models with path, template, owner and the author’s line, in the author’s order, frozen', () => {
    const app = new App();
    const infra = new Category(app, 'infra', { namespace: 'default' });
    const db = new VolumeClaim(infra, 'db', {
      spec: { providerConfigRef: 'x', pvcName: 'y' },
      owner: 'team-a',
    });
    new Claim(new Category(app, 'apps'), 'shop', {
      ...thing,
      metadata: { name: 'shop-object' },
      template: 'thing-simple',
      lifecycle: 'experimental',
      flatFile: 'shop.yaml',
      dependsOn: [db],
    });
    const models = collectModels(app);
    expect(models).toEqual({
      version: 1,
      categories: [
        { name: 'infra', source: { file: FILE, line: 19, column: 19 } },
        { name: 'apps', source: { file: FILE, line: 24, column: 15 } },
      ],
      claims: [
        {
          constructPath: 'infra/db',
          category: 'infra',
          name: 'db',
          template: 'volumeclaim',
          object: {
            apiVersion: 'resources.stuttgart-things.com/v1alpha1',
            kind: 'VolumeClaim',
            metadata: { name: 'db', namespace: 'default' },
            spec: { providerConfigRef: 'x', pvcName: 'y' },
          },
          owner: 'team-a',
          dependsOn: [],
          source: { file: FILE, line: 20, column: 16 },
        },
        {
          constructPath: 'apps/shop',
          category: 'apps',
          name: 'shop',
          template: 'thing-simple',
          file: 'shop.yaml',
          object: { ...thing, metadata: { name: 'shop-object' } },
          lifecycle: 'experimental',
          dependsOn: ['infra/db'],
          source: { file: FILE, line: 24, column: 5 },
        },
      ],
      issues: [],
    });
    expect(modelsDocument.safeParse(JSON.parse(JSON.stringify(models))).success).toBe(true);
    expect(Object.isFrozen(models.claims[0]?.object.metadata)).toBe(true);
  });

  it('keeps `<category>/<folder>` for claims inside of other constructs, and runs through them all', () => {
    const app = new App();
    const team = new Construct(new Category(new Construct(app, 'stage'), 'infra'), 'team-a');
    new Claim(team, 'db', { ...thing, folder: 'team-a-db' });
    const outer = new Claim(team, 'queue', thing);
    new Claim(outer, 'topic', thing);
    const models = collectModels(app);
    expect(models.issues).toEqual([]);
    expect(models.claims.map((claim) => [claim.constructPath, claim.object.metadata.name])).toEqual([
      ['infra/team-a-db', 'team-a-db'],
      ['infra/queue', 'queue'],
      ['infra/topic', 'topic'],
    ]);
  });

  it('reports every mistake once, all at once, with construct and line', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'App_PVC', thing);
    new Claim(infra, 'db', thing);
    new Claim(infra, 'db', { ...thing, metadata: { name: 'other' } });
    new Category(app, '../escape');
    new Claim(app, 'lost', thing);
    new Claim(infra, '', thing);
    const issues = collectModels(app).issues;
    expect(issues.map(({ code, construct, source }) => [code, construct, source?.line])).toEqual([
      ['claim-name-invalid', 'infra/App_PVC', 91],
      ['claim-duplicate', 'infra/db', 93],
      ['category-name-invalid', '../escape', 94],
      ['claim-outside-category', 'lost', 95],
      ['claim-name-missing', 'infra/unnamed-claim', 96],
    ]);
    expect(issues.every((issue) => issue.source?.file === FILE && issue.hint !== undefined)).toBe(true);
    expect(issues[0]).toMatchObject({
      message:
        "claim name 'App_PVC' has characters other than lower-case letters, digits, '-' and '.', use 'app-pvc'",
      hint: "rename it to 'app-pvc'",
    });
  });

  it('refuses names that are wrong on their own', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'a', { ...thing, metadata: { name: 'A b' } });
    new Claim(infra, 'b', { ...thing, metadata: { namespace: 'team.a' } });
    new Claim(infra, 'nul', thing);
    new Claim(infra, 'c', { ...thing, template: '../x' });
    new Claim(infra, 'd', { ...thing, flatFile: 'sub/d.yaml' });
    new Claim(infra, 'e', { ...thing, owner: '' });
    new Category(app, '.claims');
    new Category(app, 'COM1');
    expect(problems(app)).toEqual([
      "claim-name-invalid infra/a: metadata.name 'A b' has characters other than lower-case letters, digits, '-' and '.', use 'a-b'",
      "claim-name-invalid infra/b: metadata.namespace 'team.a' has characters other than lower-case letters, digits and '-', use 'team-a'",
      "claim-name-invalid infra/nul: claim name 'nul' is a device name that Windows reserves, use 'nul-claim'",
      "claim-file-invalid infra/c: template '../x' has a path separator, use 'x'",
      "claim-file-invalid infra/d: flatFile 'sub/d.yaml' has a path separator, use 'sub-d.yaml'",
      'claim-field-invalid infra/e: owner is empty, not a name',
      "category-name-invalid .claims: category '.claims' starts with a dot, use 'claims'",
      "category-name-invalid COM1: category 'COM1' is a device name that Windows reserves, use 'COM1-claims'",
    ]);
  });

  it('refuses what would be one folder, one file or one object', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    const apps = new Category(app, 'apps');
    new Claim(infra, 'a', thing);
    new Claim(new Construct(infra, 'group'), 'a', { ...thing, metadata: { name: 'a2' } });
    new Claim(apps, 'a3', { ...thing, apiVersion: 'acme.io/v2', metadata: { name: 'a' } });
    new Claim(apps, 'f1', { ...thing, flatFile: 'F.yaml' });
    new Claim(apps, 'f2', { ...thing, flatFile: 'f.yaml' });
    new Claim(apps, 'same-name-elsewhere', { ...thing, metadata: { name: 'a', namespace: 'x' } });
    new Category(app, 'Infra');
    new Category(app, 'apps');
    expect(problems(app)).toEqual([
      "claim-duplicate infra/a: claim 'infra/a' is declared already at HERE",
      "object-duplicate apps/a3: 'apps/a3' and 'infra/a' at HERE are both Thing a in the cluster",
      "claim-duplicate apps/f2: flat file 'f.yaml' is that of 'apps/f1' at HERE",
      "claim-name-collision Infra: category 'Infra' and 'infra' at HERE are one folder where letter case does not count",
      "category-duplicate apps: category 'apps' is declared already at HERE",
    ]);
  });

  it('refuses values, labels and patches that no manifest can hold', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'a', { ...thing, spec: { until: new Date(0), size: NaN } });
    new Claim(infra, 'b', { ...thing, metadata: { labels: { tier: 1 as never, '-x': 'y', ok: 'not ok' } } });
    new Claim(infra, 'c', {
      ...thing,
      metadata: { annotations: { on: true as never, note: 'any text\nat all' } },
    });
    new Claim(infra, 'd', thing).addJsonPatch(JsonPatch.replace('/spec/none/deeper', 1));
    new Claim(infra, 'e', {
      ...thing,
      spec: {
        x: Lazy.any({
          produce: () => {
            throw new Error('no size');
          },
        }),
      },
    });
    new Claim(infra, 'f', { ...thing, fields: { spec: {} } });
    new Claim(infra, 'g', undefined as never);
    new Claim(infra, 'h', { kind: 'Thing' } as never);
    expect(problems(app)).toEqual([
      'value-not-json infra/a: spec.until is a Date, which no manifest can hold',
      'value-not-json infra/a: spec.size is NaN, which no manifest can hold',
      'claim-label-invalid infra/b: metadata.labels["tier"] is 1, not a string',
      `claim-label-invalid infra/b: metadata.labels["-x"] the key must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit`,
      `claim-label-invalid infra/b: metadata.labels["ok"] 'not ok' must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit`,
      'claim-label-invalid infra/c: metadata.annotations["on"] is true, not a string',
      expect.stringMatching(/^claim-patch-failed infra\/d: a JSON patch does not fit the claim: /),
      'value-not-json infra/e: spec.x is a token that failed: no size, which no manifest can hold',
      "claim-field-invalid infra/f: fields.spec repeats 'spec' of the claim",
      'claim-field-missing infra/g: the claim has no properties: its third argument is undefined',
      'claim-field-missing infra/h: apiVersion is missing',
    ]);
  });

  it('reads further documents of a claim’s file, and refuses those that are wrong or stand twice', () => {
    const app = new App();
    const infra = new Category(app, 'infra', { namespace: 'default' });
    const settings = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { a: 'b' },
    };
    new Claim(infra, 'a', { ...thing, documents: [settings] });
    new Claim(infra, 'b', { ...thing, documents: [] });
    const { claims, issues } = collectModels(app);
    expect(issues).toEqual([]);
    expect(claims.map(({ documents }) => documents)).toEqual([[settings], undefined]);
    expect(Object.isFrozen(claims[0]?.documents?.[0]?.['data'])).toBe(true);
    expect(claims[0]?.documents?.[0]).not.toBe(settings);
    new Claim(infra, 'c', { ...thing, documents: [settings] });
    new Claim(infra, 'd', { ...thing, documents: [{ ...settings, metadata: { name: 'No' } }, 5 as never] });
    new Claim(infra, 'e', { ...thing, documents: settings as never });
    new Claim(infra, 'f', {
      ...thing,
      documents: [{ ...settings, metadata: { name: 'f' }, data: new Date(0) }],
    });
    new Claim(infra, 'g', { ...thing, fields: { documents: [settings] } });
    const twice = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'twice' } };
    new Claim(infra, 'h', { ...thing, documents: [twice, twice] });
    expect(problems(app)).toEqual([
      "object-duplicate infra/c: 'infra/c' and 'infra/a' at HERE are both ConfigMap settings in the cluster",
      "claim-name-invalid infra/d: documents[0]: metadata.name 'No' has characters other than lower-case letters, digits, '-' and '.', use 'no'",
      'claim-field-invalid infra/d: documents[1]: it is not an object',
      'claim-field-invalid infra/e: documents is an object, not a list of objects',
      'value-not-json infra/f: documents[0].data is a Date, which no manifest can hold',
      "claim-field-invalid infra/g: a top-level field 'documents' would be mistaken for further documents of the file",
      "object-duplicate infra/h: 'infra/h' has ConfigMap twice twice",
    ]);
  });

  it('reports validations of the author, also those that throw, and objects that are no claims', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    const claim = new Claim(infra, 'a', thing);
    claim.node.addValidation({ validate: () => ['storage is too small', 'owner is missing'] });
    infra.node.addValidation({
      validate: () => {
        throw new Error('broken rule');
      },
    });
    new ApiObject(infra, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    new Chart(app, 'plain');
    const issues = collectModels(app).issues;
    expect(issues.map(({ code, construct, message }) => [code, construct, message])).toEqual([
      ['claim-validation-failed', 'infra', 'a validation threw: broken rule'],
      ['claim-validation-failed', 'infra/a', 'storage is too small'],
      ['claim-validation-failed', 'infra/a', 'owner is missing'],
      [
        'object-not-a-claim',
        'infra/config',
        "'infra/config' is a ConfigMap, but no claim, so it would not be written",
      ],
    ]);
  });

  it('reports what is not a claim where it is made, and not where its category is', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    const here = new Error();
    new ApiObject(infra, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    new Include(infra, 'included', { url: 'test/synth/collect/included.yaml' });
    new (class extends Construct {
      constructor() {
        super(infra, 'group');
        new ApiObject(this, 'inner', { apiVersion: 'v1', kind: 'ConfigMap' });
      }
    })();
    const first = Number(/collect-models\.test\.ts:(\d+)/.exec(here.stack ?? '')?.[1]);
    const { issues } = collectModels(app);
    expect(issues.map(({ construct, source }) => [construct, (source?.line ?? 0) - first])).toEqual([
      ['infra/config', 1],
      ['infra/included/of-a-file-configmap', 2],
      ['infra/group/inner', 6],
    ]);
  });

  it('reports what is no claim where it is made, also in groups, loops, helpers and charts without a category', () => {
    const app = new ClaimApp();
    const infra = new Category(app, 'infra');
    const object = { apiVersion: 'v1', kind: 'ConfigMap' };
    const here = new Error();
    const helper = (scope: Construct, id: string): ApiObject => new ApiObject(scope, id, object);
    const group = new Construct(infra, 'group');

    new ApiObject(group, 'inner', object);
    new Include(new Construct(group, 'deep'), 'file', { url: 'test/synth/collect/included.yaml' });
    const chart = new Chart(app, 'chart');

    new ApiObject(chart, 'plain', object);
    for (const id of ['x', 'y']) {
      new ApiObject(group, id, object);
    }
    helper(group, 'helped');
    const first = Number(/collect-models\.test\.ts:(\d+)/.exec(here.stack ?? '')?.[1]);
    const lines = collectModels(app).issues.map(({ construct, source }) => [
      construct,
      (source?.line ?? 0) - first,
    ]);
    expect(Object.fromEntries(lines)).toEqual({
      'infra/group/inner': 4,
      'infra/group/deep/file/of-a-file-configmap': 5,
      'infra/group/x': 10,
      'infra/group/y': 10,
      'infra/group/helped': 1,
      'chart/plain': 8,
    });
  });

  it('names the categories that there are to whoever makes a claim in none', () => {
    const hint = (...names: string[]): string | undefined => {
      const app = new App();
      for (const name of names) new Category(app, name);
      new Claim(app, 'lost', thing);
      return collectModels(app).issues[0]?.hint;
    };
    expect(hint()).toBe("make it in one: new Claim(new Category(app, 'infra'), 'lost', …)");
    expect(hint('infra', 'apps')).toBe(
      "pass the category first: new Claim(category, 'lost', …); this program has 'infra' and 'apps'",
    );
  });

  it('refuses dependencies that are no claims and those that go in a circle', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Claim(infra, id, thing)) as [Claim, Claim, Claim];
    a.addDependency(b);
    b.addDependency(c, a);
    c.addDependency(a, infra);
    new Claim(infra, 'self', { ...thing, dependsOn: ['infra/a' as never] });
    const other = new Claim(new Category(new App(), 'infra'), 'x', thing);
    new Claim(infra, 'foreign', thing).addDependency(other);
    expect(problems(app)).toEqual([
      "dependency-invalid infra/c: dependsOn has 'infra', which is not a claim",
      'dependency-cycle infra/a: claims depend on each other: infra/a → infra/b → infra/a',
      'dependency-invalid infra/self: dependsOn[0] is string, not a claim',
      "dependency-invalid infra/foreign: dependsOn has 'infra/x', which is a claim of another app",
    ]);
  });

  it('stays linear for long chains, wide diamonds and ten thousand claims of one name', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    const chain = Array.from({ length: 5000 }, (_, index) => new Claim(infra, `c${index}`, thing));
    for (let index = 1; index < chain.length; index++) {
      chain[index]?.addDependency(chain[index - 1]!, chain[Math.max(0, index - 2)]!);
    }
    let deep: Construct = infra;
    for (let level = 0; level < 500; level++) deep = new Construct(deep, `level-${level}`);
    new Claim(deep, 'bottom', thing);
    const models = collectModels(app);
    expect(models.issues).toEqual([]);
    expect(models.claims).toHaveLength(5001);

    const crowd = new Category(new App(), 'crowd');
    for (let index = 0; index < 10_000; index++) new Claim(crowd, 'same', thing);
    expect(collectModels(crowd.node.root).issues).toHaveLength(9999);
  });
});

describe('categories of several folders', () => {
  const paths = (app: App): string[] => collectModels(app).claims.map(({ constructPath }) => constructPath);

  it('are a path, or one in the other, and the name of a claim is the last part', () => {
    const app = new App();
    const prod = new Category(app, 'prod', { namespace: 'shop', labels: { env: 'prod' }, cluster: 'eu-1' });
    const infra = new Category(prod, 'infra', { labels: { tier: 'data' } });
    new Claim(infra, 'db', thing);
    new Claim(new Category(app, 'test/infra'), 'db', { ...thing, metadata: { namespace: 'test' } });
    expect(paths(app)).toEqual(['prod/infra/db', 'test/infra/db']);
    const models = collectModels(app);
    expect(models.issues).toEqual([]);
    expect(models.categories.map(({ name }) => name)).toEqual(['prod', 'prod/infra', 'test/infra']);
    expect(models.claims[0]).toMatchObject({
      category: 'prod/infra',
      name: 'db',
      cluster: 'eu-1',
      object: { metadata: { namespace: 'shop', labels: { env: 'prod', tier: 'data' } } },
    });
    expect(models.claims[1]?.cluster).toBeUndefined();
  });

  it('are refused where they are one with another category or with the folder of a claim', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Category(new Category(app, 'prod'), 'infra');
    new Category(app, 'prod/infra');
    new Category(app, 'Prod/apps');
    new Category(app, 'prod/../infra');
    new Category(app, 'infra/db');
    new Category(app, 'infra/cache/deep');
    new Claim(infra, 'db', thing);
    new Claim(infra, 'cache', thing);
    new Claim(infra, 'file', { ...thing, file: 'db/x.yaml' });
    new Claim(infra, 'fine', { ...thing, file: 'cache/x.yaml' });
    expect(problems(app)).toEqual([
      "category-duplicate prod/infra: category 'prod/infra' is declared already at HERE",
      "claim-name-collision Prod/apps: category 'Prod/apps' and 'prod' at HERE are one folder where letter case does not count",
      "category-name-invalid prod/../infra: category 'prod/../infra' has a part '..' that starts with a dot",
      "claim-name-collision infra/db: the folder of claim 'infra/db' is that of category 'infra/db' at HERE",
      "claim-name-collision infra/cache: category 'infra/cache/deep' at HERE lies in the folder of claim 'infra/cache'",
      "claim-name-collision infra/file: file 'db/x.yaml' of claim 'infra/file' lies in category 'infra/db' at HERE",
    ]);
  });
});

describe('files of claims', () => {
  it('may lie in folders and be shared', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'a', { ...thing, file: 'db/all.yml' });
    new Claim(infra, 'b', { ...thing, file: 'db/all.yml' });
    new Claim(infra, 'c', { ...thing, flatFile: 'c.yaml' });
    const { claims, issues } = collectModels(app);
    expect(issues).toEqual([]);
    expect(claims.map(({ file }) => file)).toEqual(['db/all.yml', 'db/all.yml', 'c.yaml']);
  });

  it('are refused where they are wrong or somebody else’s', () => {
    const app = new App();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'a', { ...thing, file: 'a.yaml', flatFile: 'a.yaml' });
    new Claim(infra, 'b', { ...thing, file: '../b.yaml' });
    new Claim(infra, 'c', { ...thing, file: 'db/kustomization.yaml' });
    new Claim(infra, 'd', { ...thing, file: 'db/d' });
    new Claim(infra, 'e', { ...thing, file: 'Db/e.yaml' });
    new Claim(infra, 'f', { ...thing, file: 'db/e.yaml' });
    new Claim(infra, 'db', { ...thing, template: 'database' });
    new Claim(infra, 'g', { ...thing, file: 'db/database.yaml' });
    expect(problems(app)).toEqual([
      'claim-file-invalid infra/a: file and flatFile are two names of one thing, and both are given',
      "claim-file-invalid infra/b: file '../b.yaml' has a part '..' that starts with a dot",
      "claim-file-invalid infra/c: file 'db/kustomization.yaml' has a part 'kustomization.yaml' that is the name of one of the category's own files, use 'db/kustomization-claim.yaml'",
      "claim-file-invalid infra/d: file 'db/d' has a part 'd' that must end in '.yaml' or '.yml', use 'db/d.yaml'",
      "claim-duplicate infra/f: file 'db/e.yaml' is that of 'infra/e' at HERE",
      "claim-duplicate infra/g: file 'db/database.yaml' is that of 'infra/db' at HERE",
    ]);
  });
});

it('takes names that Kubernetes takes, in a folder that every disk takes', () => {
  const app = new App();
  const rbac = new Category(app, 'rbac');
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', fields: { rules: [] } };
  new Claim(rbac, 'system-reader', { ...role, metadata: { name: 'system:reader' } });
  new Claim(rbac, 'long', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x'.repeat(253) } });
  new Claim(rbac, 'no-annotations', { ...thing, metadata: { annotations: null as never } });
  expect(problems(app)).toEqual([]);
  new Claim(rbac, 'system:reader', role);
  const { issues } = collectModels(app);
  expect(issues).toMatchObject([
    { code: 'claim-name-invalid', hint: "call it 'system-reader', with metadata: { name: 'system:reader' }" },
  ]);
});
