import type { ClaimModel, JsonObject } from '../../../core/claim-model';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { parseLedger } from '../../../harvester/ledger';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const PATH = 'claims/infra/db/all.yaml';
const LEDGER = 'claims/.claims/shop/infra.ledger';

const one = (name: string, options: Parameters<typeof claim>[1] = {}): ClaimModel =>
  claim(`infra/${name}`, { kind: 'Database', file: 'db/all.yaml', spec: { size: 1 }, ...options });
const A = one('a');
const B = one('b');
const C = one('c');
const DECLARED = apply({}, planOn({}, models(A, B, C)));
const TEXT = DECLARED[PATH] ?? '';

/** Text of a file that holds these claims and nothing else. */
function textOf(...claims: ClaimModel[]): string {
  return claims.map(({ object }) => emitYaml(object as unknown as JsonObject)).join('---\n');
}

/** As a person writes it. */
const STYLED = `# Databases of the shop.

apiVersion: resources.stuttgart-things.com/v1alpha1
kind: Database
metadata: { name: a, namespace: default } # the first
spec:
  size:   1 # small
--- # second
# about b
apiVersion: resources.stuttgart-things.com/v1alpha1
kind: Database
metadata: {name: b, namespace: default}
spec: {"size": 1}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: others } # nobody's
`;

/** The documents of the styled file: header, a, b, others. */
const [, HEAD = '', DOC_A = '', DOC_B = '', OTHERS = ''] =
  /^(# .*\n\n)([^]*?)(--- # second[^]*?)(---\napiVersion: v1[^]*)$/.exec(STYLED) ?? [];

function change(plan: ReturnType<typeof planOn>): string[] {
  return plan.changes.map(({ change: word, category, name }) => `${word} ${category}/${name}`);
}

function step(files: Files, history: readonly string[], ...declared: ClaimModel[]): Files {
  const plan = planOn(files, models(...declared), context(), history);
  const after = apply(files, plan);
  expect(
    touched(planOn(after, models(...declared), context(), [...history, ...Object.values(after)])),
  ).toEqual([]);
  return after;
}

it('writes claims of one file as its documents, in the order of their paths, with a ledger line for each', () => {
  expect(DECLARED[PATH]).toBe(textOf(A, B, C));
  const lines = parseLedger(DECLARED[LEDGER] ?? '', LEDGER);
  expect(lines.map(({ path, construct }) => [path, construct])).toEqual([
    [PATH, 'infra/a'],
    [PATH, 'infra/b'],
    [PATH, 'infra/c'],
  ]);
  expect(touched(planOn(DECLARED, models(A, B, C)))).toEqual([]);
  expect(DECLARED['claims/registry.yaml']).toContain('path: claims/infra/db/all.yaml');
});

it('changes one document alone', () => {
  const plan = planOn(DECLARED, models(A, one('b', { spec: { size: 2 } }), C));
  expect(change(plan)).toEqual(['changed infra/b']);
  expect(plan.changes[0]).toMatchObject({
    path: PATH,
    fields: [{ path: 'spec.size', before: 1, after: 2 }],
    files: [PATH],
  });
  expect(touched(plan)).toEqual([`~${LEDGER}`, `~${PATH}`]);
  expect(apply(DECLARED, plan)[PATH]).toBe(TEXT.replace(/(name: b[^]*?size: )1/, '$12'));
});

it('takes one document out, and with the last one the file', () => {
  const without = step(DECLARED, [], A, C);
  expect(without[PATH]).toBe(textOf(A, C));
  const plan = planOn(DECLARED, models(A, C));
  expect(change(plan)).toEqual(['removed infra/b']);
  expect(plan.changes[0]).toMatchObject({ kind: 'Database', before: { name: 'b' } });
  const last = step(without, [], A);
  expect(last[PATH]).toBe(textOf(A));
  expect(step(last, [])[PATH]).toBeUndefined();
});

it('adds a document to a file that stands', () => {
  const before = step({}, [], A);
  expect(step(before, [], A, B)[PATH]).toBe(textOf(A, B));
});

describe('a file that a person wrote, with a document of others', () => {
  const files: Files = { [PATH]: STYLED };

  it('becomes ours in parts, and keeps its bytes', () => {
    const after = step(files, [], A, B);
    expect(after[PATH]).toBe(STYLED);
    expect(parseLedger(after[LEDGER] ?? '', LEDGER).map(({ construct, part }) => [construct, part])).toEqual([
      ['infra/a', true],
      ['infra/b', true],
    ]);
  });

  it('changes in one field of one document', () => {
    const adopted = step(files, [], A, B);
    const after = step(adopted, [], A, one('b', { spec: { size: 2 } }));
    expect(after[PATH]).toBe(STYLED.replace('"size": 1', '"size": 2'));
  });

  it('loses the document of a claim that goes, and nothing else', () => {
    const adopted = step(files, [], A, B);
    expect(step(adopted, [], A)[PATH]).toBe(HEAD + DOC_A + OTHERS);
    expect(step(adopted, [], B)[PATH]).toBe(HEAD + DOC_B + OTHERS);
    expect(step(adopted, [])[PATH]).toBe(HEAD + OTHERS);
  });

  it('gets a new document at its end', () => {
    expect(step(files, [], C)[PATH]).toBe(`${STYLED}---\n${textOf(C)}`);
    expect(step({ [PATH]: STYLED.replaceAll('\n', '\r\n') }, [], C)[PATH]).toBe(
      `${STYLED}---\n${textOf(C)}`.replaceAll('\n', '\r\n'),
    );
  });
});

describe('what a person changed', () => {
  const edited = { ...DECLARED, [PATH]: TEXT.replace(/(name: a[^]*?size: )1/, '$15') };
  const history = Object.values(DECLARED);

  it('holds back the document that they changed, and no other', () => {
    const plan = planOn(
      edited,
      models(one('a', { spec: { size: 2 } }), one('b', { spec: { size: 2 } })),
      context(),
      history,
    );
    expect(change(plan)).toEqual(['changed infra/b', 'removed infra/c']);
    expect(plan.kept).toMatchObject([
      { path: PATH, name: 'a', reason: 'hand-edited', merge: { status: 'conflicts' } },
    ]);
    const after = apply(edited, plan);
    expect(after[PATH]).toMatch(/size: 5[^]*---[^]*size: 2/);
    expect(after[PATH]).not.toContain('name: c');
    const again = planOn(
      after,
      models(one('a', { spec: { size: 2 } }), one('b', { spec: { size: 2 } })),
      context(),
      [...history, edited[PATH]],
    );
    expect(touched(again)).toEqual([]);
    expect(again.kept).toMatchObject([{ name: 'a', reason: 'hand-edited' }]);
  });

  it('stays when the claim goes', () => {
    const plan = planOn(edited, models(B, C), context(), history);
    expect(plan.kept).toMatchObject([{ path: PATH, name: 'a', reason: 'hand-edited-removal' }]);
    expect(apply(edited, plan)[PATH]).toBe(edited[PATH]);
  });

  it('goes when they give it up', () => {
    const given = context({ overwrite: ['infra/a'] });
    expect(apply(edited, planOn(edited, models(A, B, C), given, history))[PATH]).toBe(DECLARED[PATH]);
    expect(apply(edited, planOn(edited, models(B, C), given, history))[PATH]).not.toContain('name: a');
  });

  it('is merged where they ask for it', () => {
    const more = {
      ...DECLARED,
      [PATH]: TEXT.replace(/(name: a[^]*?size: 1\n)/, '$1  byHand: true\n'),
    };
    const given = { ...context(), mergeEdits: new Set(['infra/a']) };
    const declared = models(one('a', { spec: { size: 2 } }), B, C);
    const plan = planOn(more, declared, given, history);
    const after = apply(more, plan);
    expect(after[PATH]).toMatch(/size: 2\n {2}byHand: true\n---/);
    expect(touched(planOn(after, declared, given, [...history, ...Object.values(after)]))).toEqual([]);
  });

  it('counts as changed where the version written last is gone', () => {
    const plan = planOn(edited, models(A, one('b', { spec: { size: 2 } }), C));
    expect(plan.kept.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('is nobody’s where they put it into a file of one claim: it stays when the claim goes', () => {
    const alone = step({}, [], A);
    const more = { ...alone, [PATH]: `${alone[PATH] ?? ''}---\n${OTHERS.slice(4)}` };
    const texts = Object.values(alone);
    expect(step(more, texts, one('a', { spec: { size: 3 } }))[PATH]).toBe(
      more[PATH].replace('size: 1', 'size: 3'),
    );
    expect(step(more, texts)[PATH]).toBe(OTHERS.slice(4));
  });
});

it('moves a claim out of a file and back, with its object', () => {
  const own = claim('infra/b', { kind: 'Database', spec: { size: 1 } });
  const out = step(DECLARED, [], A, own, C);
  expect(out[PATH]).not.toContain('name: b');
  expect(out['claims/infra/b/database.yaml']).toBe(textOf(B));
  expect(step(out, [], A, B, C)[PATH]).toBe(textOf(A, C, B));
  const renamed = claim('apps/b', { kind: 'Database', spec: { size: 1 } });
  expect(change(planOn(DECLARED, models(A, renamed, C)))).toEqual(['renamed apps/b']);
});

it('replaces a document whose object is another one', () => {
  const plan = planOn(DECLARED, models(A, one('b', { namespace: 'prod' }), C));
  expect(change(plan)).toEqual(['replaced infra/b']);
  expect(apply(DECLARED, plan)[PATH]).toBe(TEXT.replace(/(name: b\n {2}namespace: )default/, '$1prod'));
});

it('takes the further documents of a claim out that the program has no more', () => {
  const more = one('a', { documents: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' } }] });
  const before = step({}, [], more, B);
  const plan = planOn(before, models(A, B));
  expect(plan.changes).toMatchObject([
    { change: 'replaced', name: 'a', deletes: [{ kind: 'ConfigMap', name: 'more' }] },
  ]);
  expect(apply(before, plan)[PATH]).toBe(textOf(A, B));
});

it('leaves alone what is not a list of objects, and what cannot be divided', () => {
  for (const text of ['replicas: 1\n', `%YAML 1.2\n---\n${textOf(B)}`, '{ broken']) {
    const plan = planOn({ [PATH]: text }, models(A));
    expect(touched(plan)).not.toContain(`~${PATH}`);
    expect(plan.kept).toMatchObject([{ path: PATH, reason: 'not-ours' }]);
  }
});

it('takes a document of which a person made another object for the claim’s, changed by hand', () => {
  const renamed = { ...DECLARED, [PATH]: TEXT.replace(/(name: b\n {2}namespace: )default/, '$1elsewhere') };
  for (const history of [[], Object.values(DECLARED)]) {
    const plan = planOn(renamed, models(A, one('b', { spec: { size: 2 } }), C), context(), history);
    expect(plan.kept).toMatchObject([{ name: 'b', reason: 'hand-edited' }]);
    expect(apply(renamed, plan)[PATH]).toBe(renamed[PATH]);
  }
});

it('finds the document of a claim that goes by name, or kind and name, where no registry tells', () => {
  const given = context({ artifacts: { registry: false } });
  const cache = one('cache-a', { kind: 'Cache', metadataName: 'a' });
  const role: ClaimModel = {
    ...one('system-reader'),
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:reader' },
    },
  };
  const files = apply({}, planOn({}, models(A, cache, role), given));
  expect(apply(files, planOn(files, models(A, role), given))[PATH]).toBe(textOf(A, role));
  expect(apply(files, planOn(files, models(A, cache), given))[PATH]).toBe(textOf(A, cache));
  expect(apply(files, planOn(files, models(cache), given))[PATH]).toBe(textOf(cache));
  expect(apply(files, planOn(files, models(), given))[PATH]).toBeUndefined();
});

test('a person’s version of a document stays when another claim in its file becomes another object', () => {
  const one = (name: string, kind: string): ReturnType<typeof claim> =>
    claim(`infra/${name}`, { kind, file: 'a.yaml', metadataName: 'one', spec: { size: 1 } });
  const path = 'claims/infra/a.yaml';
  const first = apply({}, planOn({}, models(one('b', 'VolumeClaim'))));
  const edited = {
    ...first,
    [path]: (first[path] ?? '').replace('namespace: default', 'namespace: elsewhere'),
  };
  const second = apply(edited, planOn(edited, models(one('a', 'VolumeClaim'))));
  expect(second[path]).toContain(edited[path]);
  const third = apply(second, planOn(second, models(one('a', 'Database'))));
  expect(third[path]).toContain(edited[path]);
});
