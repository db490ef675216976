import type { ObjectIdentity } from '../../core/object-identity';
import { objectName } from '../view/plan-view';
import { code, phrase, type Phrase } from '../view/phrase';

/** The object in the cluster that a claim file stands for. */
export function objectPhrase(object: ObjectIdentity | undefined): Phrase {
  return object === undefined ? ['The object'] : phrase`${code(object.kind)} ${code(objectName(object))}`;
}
