import type { Issue } from '../../../core/issue';
import type { DeploymentConfig } from '../config/deployment-config';
import { hubWarnings } from './hub-warnings';
import { informerWarnings } from './informer-warnings';

/** What somebody who deploys a hub with its clusters should know, and nothing refuses. */
export function deploymentWarnings({ hub, clusters }: DeploymentConfig): readonly Issue[] {
  return [...hubWarnings(hub), ...clusters.flatMap(informerWarnings)];
}
