import type { Environment } from '../../../core/config/setting-row';
import type { Credentials } from './credentials';
import { inCluster } from './in-cluster';
import { kubeConfig, kubeconfigFiles } from './kube-config';

/**
 * Finds the cluster as the original does: the account of the pod, else `KUBECONFIG`, else the kubeconfig of the home folder.
 *
 * @param account - folder of the pod's account
 * @throws ToolkitError `cluster-config-invalid`
 */
export async function findCredentials(
  env: Environment,
  now: () => number,
  account: string,
): Promise<Credentials> {
  return (await inCluster(env, now, account)) ?? (await kubeConfig(kubeconfigFiles(env)));
}
