import { checkObject, type ObjectProblem } from '../core/check-object';
import type { ClaimObject } from '../core/claim-model';
import type { Problem } from './declaration';
import type { PlainJson } from './plain-json';
import { isJsonList, isJsonObject } from '../core/json/json-guards';

/** Reads the further documents of a claim's file into plain data, adding what is wrong with them to the problems. */
export function renderDocuments(
  declared: unknown,
  reader: PlainJson,
  problems: Problem[],
): readonly ClaimObject[] | undefined {
  if (declared === undefined) return undefined;
  const before = reader.problems.length;
  const copied = reader.copy(declared, 'documents');
  if (!isJsonList(copied)) {
    if (reader.problems.length === before) problems.push(notAList(declared));
    return undefined;
  }
  for (const [index, document] of copied.entries()) {
    const found: ObjectProblem[] = [];
    if (isJsonObject(document)) checkObject(document, found);
    else {
      found.push({
        code: 'claim-field-invalid',
        message: 'it is not an object',
        hint: 'write a Kubernetes object',
      });
    }
    for (const problem of found) problems.push(inDocument(problem, index));
  }
  return copied.length === 0 ? undefined : (copied as unknown as readonly ClaimObject[]);
}

function inDocument(problem: ObjectProblem, index: number): Problem {
  const place = `documents[${index}]`;
  const field = problem.field === undefined ? place : `${place}.${problem.field}`;
  return { ...problem, field, message: `${place}: ${problem.message}` };
}

function notAList(value: unknown): Problem {
  return {
    code: 'claim-field-invalid',
    message: `documents is ${value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`}, not a list of objects`,
    field: 'documents',
    hint: 'write a list: documents: [{ apiVersion, kind, metadata, … }]',
  };
}
