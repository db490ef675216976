import { type Input, type Output, output, secret } from '@pulumi/pulumi';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { KubernetesObject } from '../objects/deployed-object';

/** Values by what an object calls them: `token/a`. They become secrets of the stack, whatever they are given as. */
export type SecretValues = Readonly<Record<string, Input<string>>>;

/** Fields of a Secret that hold values, and how a value stands there. */
const DATA: Readonly<Record<string, (value: string) => string>> = {
  data: (value) => Buffer.from(value).toString('base64'),
  stringData: (value) => value,
};

/**
 * An object with secret values in the places of their references, `{ $secret: "token/a" }`.
 *
 * @throws ToolkitError `config-invalid` for a reference without a value, or one outside of a Secret's data
 */
export function withSecrets(object: KubernetesObject, values: SecretValues): Record<string, unknown> {
  const isSecret = object.apiVersion === 'v1' && object.kind === 'Secret';
  const fill = (value: unknown, encode: ((value: string) => string) | undefined): unknown => {
    if (Array.isArray(value)) return value.map((item) => fill(item, encode));
    if (typeof value !== 'object' || value === null) return value;
    const name = referenceIn(value);
    if (name !== undefined) return secretValue(name, { object, values, encode });
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, encode)]));
  };
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      fill(value, isSecret && Object.hasOwn(DATA, key) ? DATA[key] : undefined),
    ]),
  );
}

function referenceIn(value: object): string | undefined {
  const name = (value as { readonly $secret?: unknown }).$secret;
  return typeof name === 'string' ? name : undefined;
}

interface Place {
  readonly object: KubernetesObject;
  readonly values: SecretValues;
  readonly encode: ((value: string) => string) | undefined;
}

function secretValue(name: string, { object, values, encode }: Place): Output<string> {
  const place = `${object.kind} ${object.metadata.name}`;
  if (encode === undefined) {
    throw new ToolkitError('config-invalid', `${place} has the secret ${name} outside of a Secret's data`);
  }
  const given = Object.hasOwn(values, name) ? values[name] : undefined;
  if (given === undefined) {
    throw new ToolkitError('config-invalid', `${place} needs a value for the secret ${name}`);
  }
  return secret(output(given).apply(encode));
}
