import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { textAt } from './document-parts';
import type { DocumentPath, Report } from './finding';

// The wording is the cluster's: apiextensions-apiserver and apimachinery 1.36 `validation`, and the rules in the CRD of Crossplane's XRDs.

const LABEL = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;
const LABEL_FORM =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an " +
  "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_FORM =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an " +
  "alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** Says what a cluster refuses in the words of its answer: `spec.scope: Required value`. */
export class Refusals {
  constructor(private readonly report: Report) {}

  /** @param field - as the cluster calls it; default: the path */
  at(path: DocumentPath, detail: string, field = fieldOf(path)): void {
    this.report({ code: 'definition-refused', path, message: `${field}: ${detail}` });
  }

  required(path: DocumentPath, detail?: string): void {
    this.at(path, detail === undefined ? 'Required value' : `Required value: ${detail}`);
  }

  invalid(path: DocumentPath, value: JsonValue | undefined, detail: string): void {
    this.at(path, `Invalid value: ${shown(value)}: ${detail}`);
  }
}

/** `spec.versions[0].name` */
function fieldOf(path: DocumentPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

function shown(value: JsonValue | undefined): string {
  if (isJsonObject(value)) return '"object"';
  if (isJsonList(value)) return '"array"';
  return JSON.stringify(typeof value === 'bigint' ? value.toString() : (value ?? '')).slice(0, 120);
}

/** What is wrong with a label of the form that kinds, plurals and versions have. */
export function labelProblems(text: string): string[] {
  return [
    ...(text.length > LONGEST_LABEL ? [`must be no more than ${LONGEST_LABEL} characters`] : []),
    ...(LABEL.test(text.slice(0, LONGEST_LABEL)) ? [] : [LABEL_FORM]),
  ];
}

/** Checks a group: a domain with a dot. */
export function checkGroup(group: JsonValue | undefined, refuse: Refusals): void {
  const path = ['spec', 'group'];
  if (typeof group !== 'string' || group === '') refuse.required(path);
  else if (group.length > LONGEST_SUBDOMAIN) {
    refuse.invalid(path, group, `must be no more than ${LONGEST_SUBDOMAIN} characters`);
  } else if (!SUBDOMAIN.test(group)) refuse.invalid(path, group, SUBDOMAIN_FORM);
  else if (!group.includes('.')) refuse.invalid(path, group, 'should be a domain with at least one dot');
}

const APPROVED = 'api-approved.kubernetes.io';
const PROTECTED = /(?:^|\.)(?:k8s|kubernetes)\.io$/;

/** Checks that a group of Kubernetes' own carries the annotation that says who approved it. */
export function checkApproval(
  group: string,
  annotations: JsonObject,
  path: DocumentPath,
  refuse: Refusals,
): void {
  if (!PROTECTED.test(group)) return;
  const approval = textAt(annotations, APPROVED) ?? '';
  const field = `metadata.annotations[${APPROVED}]`;
  const must = `protected groups must have approval annotation "${APPROVED}"`;
  const see = 'see https://github.com/kubernetes/enhancements/pull/1111';
  if (approval === '') refuse.at(path, `Required value: ${must}, ${see}`, field);
  else if (!approval.startsWith('unapproved') && !/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(approval)) {
    const detail = `${must} with either a URL or a reason starting with "unapproved", ${see}`;
    refuse.at(path, `Invalid value: ${shown(approval)}: ${detail}`, field);
  }
}

/** Checks the name of a definition: `<plural>.<group>`. */
export function checkName(name: string, plural: string | undefined, group: string, refuse: Refusals): void {
  if (plural === undefined || group === '' || name === `${plural}.${group}`) return;
  if (name === '') refuse.required(['metadata', 'name'], 'name or generateName is required');
  else refuse.invalid(['metadata', 'name'], name, 'must be spec.names.plural+"."+spec.group');
}

/** Checks `spec.names` or `spec.claimNames`. */
export function checkNames(names: JsonObject, path: DocumentPath, refuse: Refusals): void {
  const plural = names['plural'];
  if (typeof plural !== 'string' || plural === '') refuse.required([...path, 'plural']);
  else for (const problem of labelProblems(plural)) refuse.invalid([...path, 'plural'], plural, problem);
  const kind = names['kind'];
  if (typeof kind !== 'string' || kind === '') refuse.required([...path, 'kind']);
  for (const [field, cased] of [
    ['kind', true],
    ['listKind', true],
    ['singular', false],
  ] as const) {
    const value = names[field];
    if (typeof value !== 'string' || value === '') continue;
    for (const problem of labelProblems(cased ? value.toLowerCase() : value)) {
      const detail = cased ? `may have mixed case, but should otherwise match: ${problem}` : problem;
      refuse.invalid([...path, field], value, detail);
    }
  }
  if (textAt(names, 'kind') !== undefined && names['kind'] === names['listKind']) {
    refuse.invalid([...path, 'listKind'], names['listKind'], 'kind and listKind may not be the same');
  }
  for (const field of ['shortNames', 'categories']) {
    const values = names[field];
    if (!isJsonList(values)) continue;
    for (const [index, value] of values.entries()) {
      for (const problem of labelProblems(typeof value === 'string' ? value : '')) {
        refuse.invalid([...path, field, index], value, problem);
      }
    }
  }
}
