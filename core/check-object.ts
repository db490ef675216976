import { DOCUMENTS, type JsonObject, type JsonValue } from './claim-model';
import { type NameProblem, namespaceProblem, objectNameProblem } from './claim-name';
import { labelKeyProblem, labelValueProblem } from './label-rules';
import type { Issue } from './issue';
import { isJsonObject } from './json/json-guards';

/** Something wrong with an object; construct path and place are added by who knows them. */
export type ObjectProblem = Omit<Issue, 'construct' | 'source'>;

const API_VERSION =
  /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const KIND = /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

/** Checks the parts of a Kubernetes object that every kind has. Fields that already have a problem are passed over. */
export function checkObject(object: JsonObject, problems: ObjectProblem[]): void {
  const passed = problems.length === 0 ? nothing : fieldsWith(problems);
  if (object[DOCUMENTS] !== undefined && !passed(DOCUMENTS)) problems.push(reservedField());
  if (!passed('apiVersion')) {
    checkPattern('apiVersion', object['apiVersion'], API_VERSION, "'group/version' or 'v1'", problems);
  }
  if (!passed('kind')) checkPattern('kind', object['kind'], KIND, "a word such as 'VolumeClaim'", problems);
  const { metadata } = object;
  if (passed('metadata') || !isJsonObject(metadata)) {
    if (!isJsonObject(metadata) && !passed('metadata')) {
      problems.push(wrongType('metadata', metadata, 'an object'));
    }
    return;
  }
  const { apiVersion, kind } = object;
  checkName(
    'metadata.name',
    metadata['name'],
    (name) => objectNameProblem(name, { apiVersion, kind }),
    problems,
  );
  if (metadata['namespace'] !== undefined) {
    checkName('metadata.namespace', metadata['namespace'], namespaceProblem, problems);
  }
  checkStrings('labels', metadata['labels'], problems);
  checkStrings('annotations', metadata['annotations'], problems);
}

function reservedField(): ObjectProblem {
  return {
    code: 'claim-field-invalid',
    message: `a top-level field '${DOCUMENTS}' would be mistaken for further documents of the file`,
    field: DOCUMENTS,
    hint: 'put it below spec',
  };
}

function nothing(): boolean {
  return false;
}

/** Whether a field, or something in it, has a problem already. */
function fieldsWith(problems: readonly ObjectProblem[]): (field: string) => boolean {
  const known = problems.map((problem) => problem.field ?? '');
  return (field) =>
    known.some((wrong) => wrong === field || wrong.startsWith(`${field}.`) || wrong.startsWith(`${field}[`));
}

function checkPattern(
  field: string,
  value: JsonValue | undefined,
  pattern: RegExp,
  wanted: string,
  problems: ObjectProblem[],
): void {
  if (value === undefined || value === '' || value === null) {
    problems.push({
      code: 'claim-field-missing',
      message: `${field} is missing`,
      field,
      hint: `write ${field}: ${wanted}`,
    });
  } else if (typeof value !== 'string') {
    problems.push(wrongType(field, value, wanted));
  } else if (!pattern.test(value)) {
    problems.push({
      code: 'claim-field-invalid',
      message: `${field} '${shorten(value)}' is not ${wanted}`,
      field,
      value: shorten(value),
      hint: `write ${wanted}`,
    });
  }
}

function checkName(
  field: string,
  value: JsonValue | undefined,
  rule: (name: string) => NameProblem | undefined,
  problems: ObjectProblem[],
): void {
  if (typeof value !== 'string') {
    problems.push(wrongType(field, value, 'a string'));
    return;
  }
  const problem = rule(value);
  if (problem !== undefined) problems.push(nameProblem(field, value, problem));
}

/**
 * The one wording of a name that breaks its rule.
 *
 * @param subject - the field, or `claim name` and `category` for what is no field of the object
 */
export function nameProblem(
  subject: string,
  value: string,
  { reason, nearest }: NameProblem,
  code: ObjectProblem['code'] = 'claim-name-invalid',
): ObjectProblem {
  return {
    code,
    message: `${subject} '${shorten(value)}' ${reason}${nearest === undefined ? '' : `, use '${nearest}'`}`,
    ...(subject === 'claim name' || subject === 'category' ? {} : { field: subject }),
    value: shorten(value),
    hint: nearest === undefined ? 'choose another name' : `rename it to '${nearest}'`,
  };
}

function checkStrings(
  what: 'labels' | 'annotations',
  map: JsonValue | undefined,
  problems: ObjectProblem[],
): void {
  // kustomize leaves `annotations:` without a value out.
  if (map === undefined || (map === null && what === 'annotations')) return;
  if (!isJsonObject(map)) {
    problems.push(wrongType(`metadata.${what}`, map, 'an object of strings'));
    return;
  }
  for (const key in map) {
    const value = map[key] as JsonValue;
    const field = `metadata.${what}[${JSON.stringify(key)}]`;
    const keyReason = labelKeyProblem(key);
    if (keyReason !== undefined) problems.push(labelProblem(field, `the key ${keyReason}`, key));
    else if (typeof value !== 'string') {
      const shown = shorten(
        value === null ? 'null' : typeof value === 'object' ? 'an object' : String(value),
      );
      problems.push({
        ...labelProblem(field, `is ${shown}, not a string`, shown),
        hint: `quote it: ${typeof value === 'object' ? "'…'" : `'${shown}'`}`,
      });
    } else if (what === 'labels') {
      const reason = labelValueProblem(value);
      if (reason !== undefined) problems.push(labelProblem(field, `'${shorten(value)}' ${reason}`, value));
    }
  }
}

function labelProblem(field: string, reason: string, value: string): ObjectProblem {
  return {
    code: 'claim-label-invalid',
    message: `${field} ${reason}`,
    field,
    value: shorten(value),
    hint: 'change it to what Kubernetes takes, or make it an annotation',
  };
}

function wrongType(field: string, value: JsonValue | undefined, wanted: string): ObjectProblem {
  const found =
    value === undefined
      ? 'missing'
      : Array.isArray(value)
        ? 'a list'
        : value === null
          ? 'null'
          : `a ${typeof value}`;
  return {
    code: 'claim-field-invalid',
    message: `${field} is ${found}, not ${wanted}`,
    field,
    hint: `write ${wanted}`,
  };
}

/** At most 80 characters, so that a message stays a line. */
export function shorten(value: string): string {
  return value.length <= 80 ? value : `${value.slice(0, 77)}…`;
}
