import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { DeployedObject } from '../../../../collector/deploy/objects/deployed-object';
import { realise, type Nodes, type RealiseOptions } from '../../../../collector/deploy/pulumi/realise';
import { type AskedResource, mockedStack } from '../../../fixtures/pulumi/mocked-stack';

class Group extends ComponentResource {
  readonly nodes: Nodes;
  constructor(
    objects: readonly DeployedObject[],
    given: Partial<RealiseOptions>,
    options: ComponentResourceOptions,
  ) {
    super('test:group:Group', 'g', {}, options);
    this.nodes = realise(objects, { name: 'g', parent: this, ...given });
    this.registerOutputs({});
  }
}

const object = (apiVersion: string, kind: string, rest: object = {}): DeployedObject['object'] => ({
  apiVersion,
  kind,
  metadata: { name: `the-${kind.toLowerCase()}`, namespace: 'claims' },
  ...rest,
});
const SECRET: DeployedObject = {
  role: 'token-a',
  object: object('v1', 'Secret', { data: { token: { $secret: 'token/a' } } }),
};
const DEPLOYMENT: DeployedObject = {
  role: 'deployment',
  object: object('apps/v1', 'Deployment', { spec: { replicas: 1 } }),
};

const realised = async (
  objects: readonly DeployedObject[],
  given: Partial<RealiseOptions> = {},
): Promise<{ children: readonly AskedResource[]; nodes: Nodes }> => {
  const { asked, result } = await mockedStack((spied) => new Group(objects, given, spied).nodes);
  return { children: asked.filter(({ type }) => type !== 'test:group:Group'), nodes: result };
};

describe('objects made resources', () => {
  it('each has the class of its kind, the name of component and role, and the object as it is', async () => {
    const monitor: DeployedObject = {
      role: 'monitor',
      object: object('monitoring.coreos.com/v1', 'ServiceMonitor', { spec: { endpoints: [] } }),
    };
    const { children, nodes } = await realised([DEPLOYMENT, monitor]);
    expect(children.map(({ type, name, inputs }) => ({ type, name, inputs }))).toEqual(
      expect.arrayContaining([
        { type: 'kubernetes:apps/v1:Deployment', name: 'g-deployment', inputs: DEPLOYMENT.object },
        {
          type: 'kubernetes:monitoring.coreos.com/v1:ServiceMonitor',
          name: 'g-monitor',
          inputs: monitor.object,
        },
      ]),
    );
    expect(Object.keys(nodes).sort()).toEqual(['deployment', 'monitor']);
  });

  it('every one is a child of its component, whatever a transform says', async () => {
    const { children } = await realised([SECRET, DEPLOYMENT], {
      secrets: { 'token/a': 'x' },
      transforms: { all: () => ({ options: {} }) },
    });
    expect(children).toHaveLength(2);
    for (const { options } of children) expect(options?.parent).toBeInstanceOf(Group);
  });

  it('what must survive is protected and retained', async () => {
    const { children } = await realised([
      { role: 'volume', object: object('v1', 'PersistentVolumeClaim'), protect: true, retainOnDelete: true },
      DEPLOYMENT,
    ]);
    expect(children.map(({ name, options }) => [name, options?.protect, options?.retainOnDelete])).toEqual(
      expect.arrayContaining([
        ['g-volume', true, true],
        ['g-deployment', undefined, undefined],
      ]),
    );
  });

  it('a value that an object refers to stands in its Secret, encoded and as a secret', async () => {
    const { children } = await realised([SECRET], { secrets: { 'token/a': 'hush' } });
    expect(children[0]?.inputs['data']).toEqual({
      secret: { token: Buffer.from('hush').toString('base64') },
    });
  });

  it('a Deployment waits for what its pods need', async () => {
    const { children } = await realised([DEPLOYMENT, SECRET], { secrets: { 'token/a': 'x' } });
    const { dependsOn } = children.find(({ name }) => name === 'g-deployment')?.options ?? {};
    expect(dependsOn).toHaveLength(1);
  });

  it('a transform changes one object, and sees no secret', async () => {
    let seen: unknown;
    const { children } = await realised([SECRET, DEPLOYMENT], {
      secrets: { 'token/a': 'hush' },
      transforms: {
        'token-a': ({ object }) => {
          seen = object;
        },
        deployment: ({ object }) => ({ object: { ...object, spec: { replicas: 3 } } }),
      },
    });
    expect(JSON.stringify(seen)).not.toContain('hush');
    expect(children.find(({ name }) => name === 'g-deployment')?.inputs['spec']).toEqual({ replicas: 3 });
    expect(DEPLOYMENT.object['spec']).toEqual({ replicas: 1 });
  });
});

describe('what is refused before the first resource', () => {
  const refused = async (
    objects: readonly DeployedObject[],
    given: Partial<RealiseOptions> = {},
  ): Promise<string> => {
    const { asked, result } = await mockedStack((spied) => {
      try {
        new Group(objects, given, spied);
        return 'nothing';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(asked.filter(({ type }) => type !== 'test:group:Group')).toEqual([]);
    return result;
  };

  it('a secret without a value', async () => {
    expect(await refused([DEPLOYMENT, SECRET])).toBe(
      'Secret the-secret needs a value for the secret token/a',
    );
  });

  it('a secret outside of the data of a Secret', async () => {
    const wrong: DeployedObject = {
      role: 'config',
      object: object('v1', 'ConfigMap', { data: { token: { $secret: 'token/a' } } }),
    };
    expect(await refused([wrong], { secrets: { 'token/a': 'hush' } })).toBe(
      "ConfigMap the-configmap has the secret token/a outside of a Secret's data",
    );
  });

  it('a transform of a role that does not exist', async () => {
    expect(await refused([DEPLOYMENT], { transforms: { deploymnet: () => undefined } })).toBe(
      'there is no object with the role deploymnet to transform; the roles are deployment',
    );
  });

  it('two objects of one role', async () => {
    expect(await refused([DEPLOYMENT, DEPLOYMENT])).toBe('two objects have the role deployment');
  });
});
