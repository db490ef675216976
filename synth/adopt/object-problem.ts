import { checkObject, type ObjectProblem } from '../../core/check-object';
import type { JsonObject } from '../../core/claim-model';
import { literalProblem } from './value-literal';

/** Whether a document is a Kubernetes object at all. */
export function isManifest(object: JsonObject): boolean {
  return typeof object['apiVersion'] === 'string' && typeof object['kind'] === 'string';
}

/** Why a program could not declare this object; undefined where it can. */
export function objectProblem(object: JsonObject): string | undefined {
  const problems: ObjectProblem[] = [];
  checkObject(object, problems);
  return problems[0]?.message ?? literalProblem(object);
}
