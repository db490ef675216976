import type { RegistryEntry } from '../../core/registry-entry';

/** One change of the registry; keys are `<category>/<name>`. */
export type RegistryEdit =
  | {
      /**
       * Existing entry: only the given fields are changed, in place, and only where their value differs; an optional
       * field given as `undefined` goes. No such entry: a new one with the given fields.
       */
      readonly type: 'set';
      readonly key: string;
      /** Key afterwards. The entry stays where it stands; one that already had this key gives way. */
      readonly newKey?: string;
      readonly fields: Partial<RegistryEntry>;
    }
  | {
      /** The entry goes, together with its duplicates and the comment lines directly above. */
      readonly type: 'remove';
      readonly key: string;
    };
