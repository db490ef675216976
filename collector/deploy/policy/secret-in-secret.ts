import { secretLeaves } from '../../../core/secrets/secret-leaves';
import type { DeployRule } from './violation';

/** What stands in a ConfigMap, an annotation or the environment of a container is read by many; a Secret has rights of its own. */
export const SECRET_IN_SECRET: DeployRule = {
  name: 'secret-in-secret',
  description: 'Secret values are in the data of Secrets and nowhere else.',
  violations(object) {
    const { data: _data, stringData: _stringData, ...rest } = object;
    const isSecret = object['apiVersion'] === 'v1' && object['kind'] === 'Secret';
    return secretLeaves(isSecret ? rest : object).map(
      ({ path }) => `${path} holds a secret; put it into a Secret and refer to it`,
    );
  },
};
