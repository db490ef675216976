import { secret } from '@pulumi/pulumi';
import { clusterProvider } from '../../../../collector/deploy/pulumi/cluster-provider';
import { type AskedResource, mockedStack } from '../../../fixtures/pulumi/mocked-stack';

const KUBECONFIG = '{"users":[{"user":{"token":"hush"}}]}';

const provider = async (
  access: Parameters<typeof clusterProvider>[1],
  kubeconfigs: Parameters<typeof clusterProvider>[2] = {},
): Promise<AskedResource | undefined> => {
  const { asked } = await mockedStack(() => clusterProvider('west', access, kubeconfigs), {
    'acme/clusters/west': { kubeconfig: KUBECONFIG, admin: { users: [] } },
  });
  return asked.find(({ type }) => type === 'pulumi:providers:kubernetes');
};

describe('the provider of a cluster', () => {
  it('is the ambient one where nothing is said', async () => {
    expect(await provider(undefined)).toBeUndefined();
  });

  it('takes the kubeconfig under the name of the cluster, as a secret', async () => {
    expect(await provider(undefined, { west: KUBECONFIG })).toMatchObject({
      name: 'cluster-west',
      inputs: { kubeconfig: { secret: KUBECONFIG } },
    });
  });

  it('takes a context, of the ambient kubeconfig or of its own', async () => {
    expect((await provider({ context: 'admin' }))?.inputs).toEqual({ context: 'admin' });
    expect((await provider({ context: 'admin' }, { west: secret(KUBECONFIG) }))?.inputs).toEqual({
      context: 'admin',
      kubeconfig: { secret: KUBECONFIG },
    });
  });

  it('takes an output of another stack, text or object, as a secret too', async () => {
    const stack = 'acme/clusters/west';
    expect((await provider({ stack }))?.inputs).toEqual({ kubeconfig: { secret: KUBECONFIG } });
    expect((await provider({ stack, output: 'admin' }))?.inputs).toEqual({
      kubeconfig: { secret: '{"users":[]}' },
    });
  });
});
