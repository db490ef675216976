import type { FieldValues } from './registry-schema';

/**
 * One change of the registry. Keys of the list are `<category>/<name>`, those of the map `clusterKey`. Several entries with one key:
 * the first is meant, and `remove` means them all.
 */
export type RegistryEdit =
  | {
      /**
       * Only the given fields are changed, in place, and only where their value differs; an optional field given as `undefined`
       * goes. No such entry: nothing happens.
       */
      readonly type: 'update';
      readonly key: string;
      readonly fields: FieldValues;
    }
  | {
      /** Like `update`, and without such an entry a new one with the given fields. Of the list alone. */
      readonly type: 'set';
      readonly key: string;
      /** Key afterwards. The entry stays where it stands; one that already had this key gives way. */
      readonly newKey?: string;
      readonly fields: FieldValues;
    }
  | {
      /** The entry goes, together with its duplicates and the comment lines directly above. */
      readonly type: 'remove';
      readonly key: string;
    };
