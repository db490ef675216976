import type { DeployedObject } from '../objects/deployed-object';

/** The names of all secret values that objects refer to, sorted. */
export function secretNames(objects: readonly DeployedObject[]): readonly string[] {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $secret: name } = value as { readonly $secret?: unknown };
    if (typeof name === 'string') names.add(name);
    else for (const item of Object.values(value)) look(item);
  };
  for (const { object } of objects) look(object);
  return [...names].sort();
}
