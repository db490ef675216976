import type { JsonObject } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import type { CompositeDefinition } from './composite-definition';
import type { CustomKind, KindVersion } from './custom-kind';
import { objectAt, textAt } from './document-parts';
import type { Report } from './finding';
import { checkApproval, checkGroup, checkName, checkNames, Refusals } from './refused-names';
import { checkVersions } from './refused-versions';

const SCOPES = ['LegacyCluster', 'Namespaced', 'Cluster'];

/**
 * Reports what makes a cluster with Crossplane v2 refuse an XRD, or the CRDs that are made of it.
 *
 * @param derived - versions of the CRD of its composite: what Crossplane leaves out or replaces harms nobody
 */
export function checkComposite(
  definition: CompositeDefinition,
  derived: readonly KindVersion[],
  report: Report,
): void {
  const refuse = new Refusals(report);
  const { spec, names, name, group } = definition;
  checkGroup(spec['group'], refuse);
  if (isJsonObject(spec['names'])) checkNames(names, ['spec', 'names'], refuse);
  else refuse.required(['spec', 'names']);
  checkName(name, textAt(names, 'plural'), group, refuse);
  checkApproval(group, objectAt(objectAt(spec, 'metadata'), 'annotations'), ['spec', 'group'], refuse);
  checkScope(definition, refuse);
  checkClaims(definition, refuse);
  checkPolicies(spec, refuse);
  checkConversion(spec, refuse);
  const missing = `cannot generate CRD for "Composite Resource" ${JSON.stringify(name)}: custom resource validation cannot be nil`;
  checkVersions(spec, derived, { stored: 'referenceable', missing }, refuse);
}

/** Reports what makes a cluster refuse a CRD. */
export function checkCustom({ crd, versions, group }: CustomKind, report: Report): void {
  const refuse = new Refusals(report);
  const spec = objectAt(crd, 'spec');
  const names = objectAt(spec, 'names');
  if (textAt(crd, 'apiVersion') !== 'apiextensions.k8s.io/v1') {
    const message = `no matches for kind "CustomResourceDefinition" in version ${JSON.stringify(crd['apiVersion'] ?? '')}`;
    report({
      code: 'definition-refused',
      path: ['apiVersion'],
      message,
      hint: 'write it for apiextensions.k8s.io/v1',
    });
    return;
  }
  checkGroup(spec['group'], refuse);
  if (isJsonObject(spec['names'])) checkNames(names, ['spec', 'names'], refuse);
  else refuse.required(['spec', 'names']);
  checkName(textAt(objectAt(crd, 'metadata'), 'name') ?? '', textAt(names, 'plural'), group, refuse);
  checkApproval(group, objectAt(objectAt(crd, 'metadata'), 'annotations'), ['metadata'], refuse);
  if (spec['preserveUnknownFields'] === true) {
    const detail =
      'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead';
    refuse.invalid(['spec', 'preserveUnknownFields'], true, detail);
  }
  const { scope } = spec;
  if (scope === undefined || scope === '') refuse.required(['spec', 'scope']);
  else if (scope !== 'Namespaced' && scope !== 'Cluster') {
    refuseChoice(['spec', 'scope'], scope, ['Cluster', 'Namespaced'], refuse);
  }
  checkVersions(spec, versions, { stored: 'storage', missing: 'schemas are required' }, refuse);
}

function checkScope({ spec }: CompositeDefinition, refuse: Refusals): void {
  const { scope } = spec;
  if (scope === undefined || SCOPES.includes(scope as string)) return;
  refuseChoice(['spec', 'scope'], scope, SCOPES, refuse);
}

function refuseChoice(
  path: readonly string[],
  value: unknown,
  supported: readonly string[],
  refuse: Refusals,
): void {
  const values = supported.map((each) => `"${each}"`).join(', ');
  refuse.at(path, `Unsupported value: ${JSON.stringify(value)}: supported values: ${values}`);
}

/** Claims and connection secrets are of scope LegacyCluster alone; and a claim's names are other ones than its composite's. */
function checkClaims({ api, scope, spec, names, claimNames }: CompositeDefinition, refuse: Refusals): void {
  const isModern = scope !== 'LegacyCluster';
  const group = `apiextensions.crossplane.io/${isModern && api === 'v1' ? 'v2' : api}`;
  if (claimNames !== undefined && isModern) {
    refuse.at(['spec', 'claimNames'], `Invalid value: Claims aren't supported in ${group}`, 'spec');
  }
  if (spec['connectionSecretKeys'] !== undefined && isModern) {
    const detail = `Invalid value: XR connection secrets aren't supported in ${group}`;
    refuse.at(['spec', 'connectionSecretKeys'], detail, 'spec');
  }
  if (claimNames === undefined) return;
  checkNames(claimNames, ['spec', 'claimNames'], refuse);
  for (const field of ['kind', 'plural', 'singular', 'listKind']) {
    const name = textAt(claimNames, field) ?? '';
    if (name === '' || name !== textAt(names, field)) continue;
    const detail = `invalid resource claim names: ${JSON.stringify(name)} conflicts with composite resource name`;
    refuse.at(['spec', 'claimNames', field], `Invalid value: ${JSON.stringify(name)}: ${detail}`);
  }
}

function checkPolicies(spec: JsonObject, refuse: Refusals): void {
  for (const [field, supported] of [
    ['defaultCompositionUpdatePolicy', ['Automatic', 'Manual']],
    ['defaultCompositeDeletePolicy', ['Background', 'Foreground']],
  ] as const) {
    const value = spec[field];
    if (value !== undefined && !(supported as readonly unknown[]).includes(value)) {
      refuseChoice(['spec', field], value, supported, refuse);
    }
  }
}

function checkConversion(spec: JsonObject, refuse: Refusals): void {
  const conversion = objectAt(spec, 'conversion');
  if (conversion['strategy'] !== 'Webhook') return;
  if (isJsonObject(objectAt(conversion, 'webhook')['clientConfig'])) return;
  refuse.required(
    ['spec', 'conversion', 'webhook'],
    'webhook configuration is required when conversion strategy is "Webhook"',
  );
}
