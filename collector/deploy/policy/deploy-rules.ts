import { IMAGE_BY_DIGEST } from './image-by-digest';
import { SECRET_IN_SECRET } from './secret-in-secret';
import type { DeployRule } from './violation';

/** Every rule about what is deployed. */
export const DEPLOY_RULES: readonly DeployRule[] = [IMAGE_BY_DIGEST, SECRET_IN_SECRET];
