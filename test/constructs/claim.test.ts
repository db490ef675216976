import { App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Category, Claim, VolumeClaim } from '../../constructs';
import { ToolkitError } from '../../core/errors/toolkit-error';

const properties = { apiVersion: 'acme.io/v1', kind: 'Thing' };

function infra(): Category {
  return new Category(new App(), 'infra', { namespace: 'default', labels: { team: 'a', tier: 'x' } });
}

describe('a claim', () => {
  it('renders to the object of its kind, in the author’s key order', () => {
    const claim = new VolumeClaim(infra(), 'app-pvc', {
      metadata: { labels: { tier: 'db' }, annotations: { 'acme.io/note': 'mine' } },
      spec: {
        storage: '20Gi',
        providerConfigRef: 'harvester',
        pvcName: 'app-data',
        accessModes: ['ReadWriteOnce'],
      },
    });
    expect(JSON.stringify(claim.toJson(), null, 1)).toBe(
      JSON.stringify(
        {
          apiVersion: 'resources.stuttgart-things.com/v1alpha1',
          kind: 'VolumeClaim',
          metadata: {
            name: 'app-pvc',
            namespace: 'default',
            labels: { team: 'a', tier: 'db' },
            annotations: { 'acme.io/note': 'mine' },
          },
          spec: {
            storage: '20Gi',
            providerConfigRef: 'harvester',
            pvcName: 'app-data',
            accessModes: ['ReadWriteOnce'],
          },
        },
        null,
        1,
      ),
    );
  });

  it('takes a name, namespace, top-level fields and finalizers of its own', () => {
    const claim = new Claim(infra(), 'folder', {
      ...properties,
      metadata: { name: 'object', namespace: 'shop', finalizers: ['acme.io/keep'] },
      fields: { data: { a: '1' } },
    });
    claim.metadata.addLabel('late', 'yes');
    claim.metadata.add('generation', 3);
    expect(claim.toJson()).toEqual({
      ...properties,
      metadata: {
        name: 'object',
        namespace: 'shop',
        labels: { team: 'a', tier: 'x', late: 'yes' },
        generation: 3,
        finalizers: ['acme.io/keep'],
      },
      data: { a: '1' },
    });
  });

  it('resolves lazy values, tokens, number-or-string wrappers and the resolvers of the app', () => {
    const app = new App({
      resolvers: [
        {
          resolve: (context) => {
            if (context.value === 'secret-name') context.replaceValue('resolved');
          },
        },
      ],
    });
    class IntOrString {
      constructor(readonly value: number | string) {}
    }
    let size = 1;
    const claim = new Claim(new Category(app, 'infra'), 'a', {
      ...properties,
      spec: {
        size: Lazy.any({ produce: () => `${size}Gi` }),
        nested: Lazy.any({ produce: () => ({ inner: Lazy.any({ produce: () => [1, 2] }) }) }),
        port: new IntOrString(8080),
        token: { resolve: () => 'from token' },
        ref: 'secret-name',
      },
    });
    size = 5;
    expect((claim.toJson() as { spec: unknown }).spec).toEqual({
      size: '5Gi',
      nested: { inner: [1, 2] },
      port: 8080,
      token: 'from token',
      ref: 'resolved',
    });
  });

  it('applies JSON patches last', () => {
    const claim = new Claim(infra(), 'a', { ...properties, spec: { size: 1, list: ['x'] } });
    claim.addJsonPatch(JsonPatch.replace('/spec/size', 2), JsonPatch.add('/spec/list/-', 'y'));
    claim.addJsonPatch(JsonPatch.remove('/metadata/labels'));
    expect(claim.toJson()).toEqual({
      ...properties,
      metadata: { name: 'a', namespace: 'default' },
      spec: { size: 2, list: ['x', 'y'] },
    });
  });

  it('works with the testing tools of cdk8s and in a plain chart', () => {
    const chart = new Chart(new App(), 'plain');
    new Claim(chart, 'a', { ...properties, spec: { z: 1, a: null } });
    expect(Testing.synth(chart)).toEqual([
      { ...properties, metadata: { name: 'a' }, spec: { z: 1, a: null } },
    ]);
  });

  it('is known by a symbol, not by its class', () => {
    const claim = new Claim(infra(), 'a', properties);
    const fromAnotherCopy = { [Symbol.for('cdk8s-claims.Claim')]: true };
    expect([claim, fromAnotherCopy, {}, null, 'x'].map((value) => Claim.isClaim(value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([infra(), claim].map((value) => Category.isCategory(value))).toEqual([true, false]);
  });

  it('does not follow what the author changes in the rendered object', () => {
    const spec = { list: [1] };
    const claim = new Claim(infra(), 'a', { ...properties, spec });
    const object = claim.toJson() as { spec: { list: number[] } };
    expect(() => object.spec.list.push(2)).toThrow(TypeError);
    spec.list.push(3);
    expect(claim.toJson()).toMatchObject({ spec: { list: [1, 3] } });
  });

  it('throws all problems at once only when it is rendered by itself', () => {
    const claim = new Claim(infra(), 'a', {
      apiVersion: 'a/b/c',
      kind: 'no kind',
      spec: { at: new Date(0) },
    });
    const error = (() => {
      try {
        claim.toJson();
        return undefined;
      } catch (caught) {
        return caught;
      }
    })();
    if (!ToolkitError.isToolkitError(error)) throw new Error('no toolkit error');
    expect(error.issues.map((issue) => issue.message)).toEqual([
      'spec.at is a Date, which no manifest can hold',
      "apiVersion 'a/b/c' is not 'group/version' or 'v1'",
      "kind 'no kind' is not a word such as 'VolumeClaim'",
    ]);
  });
});
