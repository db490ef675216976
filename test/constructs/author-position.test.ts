import { App } from 'cdk8s';
import { type Construct } from 'constructs';
import { Category, Claim, type ClaimKindProps, VolumeClaim } from '../../constructs';
import { DECLARATION } from '../../constructs/declaration';

const FILE = __filename.replaceAll('\\', '/');

/** The line that calls this, counted by the engine itself. */
function here(): number {
  return Number(/author-position\.test\.ts:(\d+)/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]);
}

class Database extends Claim<{ size: string }> {
  constructor(scope: Construct, id: string, props: ClaimKindProps<{ size: string }>) {
    super(scope, id, { ...props, apiVersion: 'acme.io/v1', kind: 'Database' });
  }
}
class BigDatabase extends Database {}

const properties = { apiVersion: 'acme.io/v1', kind: 'Thing', spec: {} };

describe('the line of a claim', () => {
  it('is that of its `new`', () => {
    const category = new Category(new App(), 'infra');
    const claim = new Claim(category, 'a', properties);
    const line = here();
    expect(claim[DECLARATION].source).toEqual({ file: FILE, line: line - 1, column: 19 });
    expect(category[DECLARATION].source).toEqual({ file: FILE, line: line - 2, column: 22 });
  });

  it('is that of the `new` also for kinds of this package and for subclasses of authors', () => {
    const category = new Category(new App(), 'infra');
    const volume = new VolumeClaim(category, 'a', { spec: { providerConfigRef: 'x', pvcName: 'y' } });
    expect(volume[DECLARATION].source?.line).toBe(here() - 1);
    const database = new Database(category, 'b', { spec: { size: '1Gi' } });
    expect(database[DECLARATION].source?.line).toBe(here() - 1);
    const big = new BigDatabase(category, 'c', { spec: { size: '1Ti' } });
    expect(big[DECLARATION].source?.line).toBe(here() - 1);
  });

  it('is that of the factory where the author has one', () => {
    const category = new Category(new App(), 'infra');
    let line = 0;
    const factory = (id: string) => {
      line = here() + 1;
      return new Claim(category, id, properties);
    };
    const first = factory('a');
    const second = factory('b');
    expect(first[DECLARATION].source?.line).toBe(line);
    expect(second[DECLARATION].source).toBe(first[DECLARATION].source);
  });

  it('tells two claims of one line apart by their columns', () => {
    const category = new Category(new App(), 'infra');
    const [a, b] = [new Claim(category, 'a', properties), new Claim(category, 'b', properties)];
    expect(a[DECLARATION].source?.line).toBe(b[DECLARATION].source?.line);
    expect(a[DECLARATION].source?.column).toBeLessThan(b[DECLARATION].source?.column ?? 0);
  });

  it('is found behind many frames that are not the author’s', () => {
    const category = new Category(new App(), 'infra');
    let Deep: new (id: string) => Claim = class extends Claim {
      constructor(id: string) {
        super(category, id, properties);
      }
    };
    for (let depth = 0; depth < 20; depth++) Deep = class extends Deep {};
    const claim = new Deep('a');
    expect(claim[DECLARATION].source?.line).toBe(here() - 1);
  });

  it('leaves the settings of stack traces as they were', () => {
    const { stackTraceLimit } = Error;
    const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value;
    new Claim(new Category(new App(), 'infra'), 'a', properties);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
    expect(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value).toBe(before);
  });
});
