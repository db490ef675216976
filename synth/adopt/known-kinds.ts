import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';

/** A kind for which there is a class. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the class. */
  readonly className: string;
  /** Module that exports it, as the generated files import it. */
  readonly module: string;
  /** The module is a file of the program, its path from the program's folder; such a class takes `spec` alone. */
  readonly isOfProgram?: boolean;
  /** Whether its type takes this `spec`; otherwise the claim is written as a plain `Claim`. */
  readonly takes: (spec: JsonObject) => boolean;
}

type FieldTest = (value: JsonValue) => boolean;

const text: FieldTest = (value) => typeof value === 'string';
const texts: FieldTest = (value) => Array.isArray(value) && (value as JsonValue[]).every(text);
const map =
  (of: FieldTest): FieldTest =>
  (value) =>
    isJsonObject(value) && Object.values(value).every((item) => of(item));
const shape =
  (required: Record<string, FieldTest>, optional: Record<string, FieldTest>): FieldTest =>
  (value) =>
    isJsonObject(value) &&
    Object.keys(required).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, item]) => {
      const test = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined;
      return test?.(item) ?? false;
    });
const list =
  (of: FieldTest): FieldTest =>
  (value) =>
    Array.isArray(value) && (value as JsonValue[]).every(of);

const volumeClaimSpec = shape(
  { providerConfigRef: text, pvcName: text },
  {
    namespace: text,
    storageClassName: text,
    storage: text,
    accessModes: texts,
    volumeMode: text,
    annotations: map(text),
    labels: map(text),
    selector: shape(
      {},
      {
        matchLabels: map(text),
        matchExpressions: list(shape({ key: text, operator: text }, { values: texts })),
      },
    ),
    dataSource: shape({ name: text, kind: text }, { apiGroup: text }),
  },
);

/** The kinds that this package brings. */
export const OWN_KINDS: readonly KnownKind[] = [
  {
    apiVersion: 'resources.stuttgart-things.com/v1alpha1',
    kind: 'VolumeClaim',
    className: 'VolumeClaim',
    module: 'cdk8s-claims',
    takes: volumeClaimSpec,
  },
];
