import { Category, Claim, type ClaimApp, VolumeClaim } from 'cdk8s-claims';
import { Testing } from 'cdk8s-claims/testing';
import { caught } from '../../caught';

function declare(app: ClaimApp): void {
  new VolumeClaim(new Category(app, 'infra'), 'db', {
    spec: { providerConfigRef: 'x', pvcName: 'db', storage: '20Gi' },
  });
}

describe('the testing kit', () => {
  it('gives the tree as a plain object, the same every time', () => {
    const app = Testing.app();
    declare(app);
    const tree = Testing.synth(app);
    expect(Object.keys(tree)).toEqual([
      '.backstage/catalog-locations.yaml',
      'claims/.claims/test/infra.ledger',
      'claims/infra/db/catalog-info.yaml',
      'claims/infra/db/kustomization.yaml',
      'claims/infra/db/volumeclaim.yaml',
      'claims/infra/kustomization.yaml',
      'claims/registry.yaml',
    ]);
    expect(tree['claims/infra/db/volumeclaim.yaml']).toContain('storage: 20Gi\n');
    expect(tree['claims/registry.yaml']).toContain('createdAt: "2000-01-01T00:00:00Z"');
    expect(Testing.synth(app)).toEqual(tree);
  });

  it('takes another time, actor and configuration', () => {
    const app = Testing.app();
    declare(app);
    const tree = Testing.synth(app, {
      now: new Date('2026-05-06T07:08:09Z'),
      actor: 'ann',
      config: { root: 'deploy/claims' },
    });
    expect(tree['deploy/claims/registry.yaml']).toMatch(
      /createdAt: "2026-05-06T07:08:09Z"\n +createdBy: ann\n/,
    );
  });

  it('gives issues without throwing, secrets included, and throws them all where a tree is asked for', () => {
    const app = Testing.app();
    const infra = new Category(app, 'infra');
    new Claim(infra, 'A', { apiVersion: 'v1', kind: 'Thing' });
    new Claim(infra, 'b', { apiVersion: 'v1', kind: 'Thing', spec: { password: 'hunter2' } });
    expect(Testing.issues(app).map((issue) => issue.code)).toEqual(['claim-name-invalid', 'secret-literal']);
    expect(caught(() => Testing.synth(app))).toMatchObject({
      code: 'program-invalid',
      issues: [
        { code: 'claim-name-invalid', construct: 'infra/A' },
        { code: 'secret-literal', construct: 'infra/b' },
      ],
    });
  });

  it('gives the models and the plan', () => {
    const app = Testing.app();
    declare(app);
    expect(Testing.models(app).claims.map((claim) => claim.constructPath)).toEqual(['infra/db']);
    expect(Testing.plan(app).summary).toMatchObject({ added: 1, claims: 1 });
  });
});
