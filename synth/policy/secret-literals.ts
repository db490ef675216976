import type { ClaimModel, JsonObject, JsonValue } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { keyStrength } from '../../core/secrets/secret-key';
import { redactText } from '../../core/secrets/redact-text';
import { secretLeaves, type SecretLeaf } from '../../core/secrets/secret-leaves';
import { claimFileValue } from '../../harvester/claim-file';
import { byteLength, mayHaveTokenShape } from '../../core/secrets/secret-shapes';

/**
 * Annotation on a claim that lets named literals through: field paths, separated by commas or white space. It stands in
 * the claim's file, so that the review shows it, and each literal that it lets through is a warning in every run.
 */
export const ALLOW_LITERALS_ANNOTATION = 'cdk8s-claims/allow-literals';

const HINT =
  'keep the value in an ExternalSecret, a SealedSecret or a SOPS file and refer to it by name (secretRef, existingSecret, valueFrom)';

/**
 * Literals in a claim that look like secrets: credentials by their shape, or whatever a `password` field holds. An issue
 * names the construct, the field and the author's line, and never the value.
 *
 * @returns errors `secret-literal`; warnings for literals that {@link ALLOW_LITERALS_ANNOTATION} lets through, and for
 *   paths in it behind which there is nothing to let through
 */
export function findSecretLiterals(model: ClaimModel): Issue[] {
  const allowed = model.object.metadata.annotations?.[ALLOW_LITERALS_ANNOTATION];
  const object = claimFileValue(model);
  if (allowed === undefined && !mayHoldSecret(object)) {
    return [];
  }
  return judge(
    model,
    secretLeaves(object),
    new Set((allowed ?? '').split(/[\s,]+/).filter((path) => path !== '')),
  );
}

function judge(model: ClaimModel, leaves: readonly SecretLeaf[], allowed: ReadonlySet<string>): Issue[] {
  const place = {
    construct: model.constructPath,
    ...(model.source === undefined ? {} : { source: model.source }),
  };
  const issues = leaves.map((leaf): Issue => {
    const what = `${redactText(leaf.path)} holds a literal of ${byteLength(leaf.value)} bytes that looks like a secret`;
    return allowed.has(leaf.path)
      ? {
          code: 'secret-literal-allowed',
          severity: 'warning',
          message: `${what}, allowed by the annotation ${ALLOW_LITERALS_ANNOTATION}`,
          ...place,
          field: redactText(leaf.path),
        }
      : { code: 'secret-literal', message: what, ...place, field: redactText(leaf.path), hint: HINT };
  });
  const found = new Set(leaves.map((leaf) => leaf.path));
  for (const path of allowed) {
    if (!found.has(path)) {
      issues.push({
        code: 'secret-literal-exception-unused',
        severity: 'warning',
        message: `the annotation ${ALLOW_LITERALS_ANNOTATION} names a field that holds no secret`,
        ...place,
        field: redactText(path.slice(0, 253)),
        hint: 'remove the path from the annotation',
      });
    }
  }
  return issues;
}

/**
 * The quick question that nearly every claim answers with no: is there any string with a hint of a token in it, or any
 * field whose name speaks of a secret? It runs for every claim of every synth (some 70 ns a leaf), hence plain loops.
 */
function mayHoldSecret(object: JsonObject): boolean {
  for (const key in object) {
    const value = object[key];
    if (typeof value === 'string') {
      if (
        mayHaveTokenShape(value) ||
        keyStrength(key) !== 'none' ||
        (key === 'name' && keyStrength(value) !== 'none')
      ) {
        return true;
      }
    } else if (typeof value === 'object' && value !== null) {
      if (
        isSecretMap(key) ||
        (Array.isArray(value) ? mayListHoldSecret(value) : mayHoldSecret(value as JsonObject))
      ) {
        return true;
      }
    } else if (typeof value === 'number' && keyStrength(key) !== 'none') {
      return true;
    }
  }
  return false;
}

function mayListHoldSecret(list: readonly JsonValue[]): boolean {
  for (const item of list) {
    if (typeof item === 'string') {
      if (item.startsWith('-') || mayHaveTokenShape(item)) {
        return true;
      }
    } else if (typeof item === 'object' && item !== null) {
      if (
        Array.isArray(item)
          ? mayListHoldSecret(item as readonly JsonValue[])
          : mayHoldSecret(item as JsonObject)
      ) {
        return true;
      }
    }
  }
  return false;
}

function isSecretMap(key: string): boolean {
  return key === 'stringData' || key === 'data' || keyStrength(key) !== 'none';
}
