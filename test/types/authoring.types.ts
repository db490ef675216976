/**
 * Checked by the compiler alone: what authors may write and what their editor has to refuse.
 */
import { Category, Claim, type ClaimApp, type ClaimKindProps, VolumeClaim } from 'cdk8s-claims';
import { Testing } from 'cdk8s-claims/testing';
import type { Construct } from 'constructs';

interface DatabaseSpec {
  readonly engine: 'postgres' | 'mysql';
  readonly size?: string;
}

class Database extends Claim<DatabaseSpec> {
  constructor(scope: Construct, id: string, props: ClaimKindProps<DatabaseSpec>) {
    super(scope, id, { ...props, apiVersion: 'acme.io/v1', kind: 'Database' });
  }
}

function accept(_tree: Record<string, string>): void {
  // Only the type counts.
}

export function allowed(app: ClaimApp): void {
  const infra = new Category(app, 'infra', { namespace: 'default', labels: { team: 'a' } });
  const database = new Database(infra, 'db', {
    spec: { engine: 'postgres' },
    owner: 'team-a',
    lifecycle: 'production',
  });
  const any = new Claim(infra, 'any', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'other',
      namespace: 'x',
      labels: { a: 'b' },
      annotations: { c: 'd' },
      finalizers: ['e'],
    },
    fields: { data: { key: 'value' } },
    dependsOn: [database],
    folder: 'folder',
    template: 'configmap-simple',
    flatFile: 'flat.yaml',
    documents: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }],
  });
  any.addDependency(database);
  new Claim<DatabaseSpec>(infra, 'typed', {
    apiVersion: 'acme.io/v1',
    kind: 'Database',
    spec: { engine: 'mysql' },
  });
  new VolumeClaim(infra, 'volume', {
    spec: { providerConfigRef: 'x', pvcName: 'y', accessModes: ['ReadWriteOnce'] as const },
  });
  accept(Testing.synth(app));
}

export function refused(app: ClaimApp): void {
  const infra = new Category(app, 'infra');
  const spec = { providerConfigRef: 'x', pvcName: 'y' };
  // @ts-expect-error the spec is required
  new Database(infra, 'a', {});
  // @ts-expect-error a value that the kind does not know
  new Database(infra, 'b', { spec: { engine: 'oracle' } });
  // @ts-expect-error a field that the kind does not know
  new Database(infra, 'c', { spec: { engine: 'mysql', sizes: '1Gi' } });
  // @ts-expect-error a number is no size
  new Database(infra, 'd', { spec: { engine: 'mysql', size: 1 } });
  // @ts-expect-error the kind is fixed
  new Database(infra, 'e', { spec: { engine: 'mysql' }, kind: 'Other' });
  // @ts-expect-error required fields of a volume
  new VolumeClaim(infra, 'f', { spec: { pvcName: 'y' } });
  // @ts-expect-error a typing mistake in a field
  new VolumeClaim(infra, 'g', { spec: { providerConfigRef: 'x', pvcName: 'y', storageClas: 'z' } });
  // @ts-expect-error a typing mistake in the properties
  new VolumeClaim(infra, 'h', { spec, ovner: 'z' });
  // @ts-expect-error a typing mistake in metadata
  new VolumeClaim(infra, 'i', { spec, metadata: { nmae: 'z' } });
  // @ts-expect-error labels are strings
  new VolumeClaim(infra, 'j', { spec, metadata: { labels: { a: 1 } } });
  // @ts-expect-error dependencies are claims, not their names
  new VolumeClaim(infra, 'k', { spec, dependsOn: ['infra/a'] });
  // @ts-expect-error a claim of any kind names its kind
  new Claim(infra, 'l', { apiVersion: 'v1', spec: {} });
  // @ts-expect-error a typing mistake in the properties of any kind
  new Claim(infra, 'm', { apiVersion: 'v1', kind: 'Thing', lifecycel: 'production' });
  // @ts-expect-error options that a category does not have
  new Category(app, 'apps', { namspace: 'default' });
  // @ts-expect-error what is handed out does not change
  Testing.models(app).claims[0]!.name = 'x';
}
