import type { CustomResourceOptions } from '@pulumi/pulumi';
import type { KubernetesObject } from '../objects/deployed-object';

/** What is about to become a resource. */
export interface Realised {
  /** A copy: change it in place, or give another. Values of Secrets are still references, `{ $secret: "token/a" }`. */
  readonly object: KubernetesObject;
  readonly options: CustomResourceOptions;
}

/**
 * The last word of a program about one object.
 *
 * @returns what takes the place of object or options; nothing where the copy was changed in place
 */
export type Transform = (
  realised: Realised & { readonly role: string; readonly name: string },
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a function that changes the copy returns nothing
) => Partial<Realised> | undefined | void;

/** By role of an object; `all` after those, for each. */
export type Transforms = Readonly<Partial<Record<string, Transform>>>;

/** What the transforms of a role make of an object. Nothing of what they are given is shared with the decision. */
export function transformed(
  transforms: Transforms,
  role: string,
  name: string,
  realised: Realised,
): Realised {
  let current: Realised = {
    object: JSON.parse(JSON.stringify(realised.object)) as KubernetesObject,
    options: { ...realised.options },
  };
  for (const key of [role, 'all']) {
    const transform = Object.hasOwn(transforms, key) ? transforms[key] : undefined;
    const made = transform?.({ ...current, role, name });
    if (made !== undefined) current = { ...current, ...made };
  }
  return current;
}
