import type { Issue } from '../../core/issue';
import type { ValuesOf } from '../../core/config/setting-row';
import type { INFORMER_SETTINGS } from './informer-settings';
import type { KindChoice } from '../../core/kind-choice';

/** The settings of an informer, resolved. */
export type InformerSettings = ValuesOf<typeof INFORMER_SETTINGS>;

/** What an informer cannot do without. */
export interface RequiredSettings {
  readonly cluster: string;
  readonly collectorUrl: string;
  readonly kinds: readonly KindChoice[];
}

/** What is watched, for whom, or all that is missing to know it. */
export function requiredSettings(
  settings: InformerSettings,
): RequiredSettings | { readonly missing: readonly Issue[] } {
  const { cluster, collectorUrl, group, resource, version, kinds } = settings;
  const hasOne = group !== undefined && resource !== undefined;
  if (cluster !== undefined && collectorUrl !== undefined) {
    if (kinds !== undefined) return { cluster, collectorUrl, kinds };
    if (hasOne) return { cluster, collectorUrl, kinds: [{ type: 'resource', group, version, resource }] };
  }
  const missing: readonly (readonly [string, boolean])[] = [
    ['CLUSTER_NAME', cluster === undefined],
    ['COLLECTOR_URL', collectorUrl === undefined],
    ['CLAIM_GROUP', kinds === undefined && group === undefined],
    ['CLAIM_RESOURCE', kinds === undefined && resource === undefined],
  ];
  return {
    missing: missing
      .filter(([, isMissing]) => isMissing)
      .map(([name]) => ({
        code: 'config-value-invalid',
        message: `${name} is missing`,
        field: name,
        ...(/^CLAIM/.test(name) && { hint: 'or set CLAIM_KINDS, which takes several kinds' }),
      })),
  };
}
