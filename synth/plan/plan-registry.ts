import type { RegistryEntry } from '../../core/registry-entry';
import { registeredPath } from '../../harvester/paths';
import type { RegistryScan, ScannedEntry } from '../../harvester/registry/scan-registry';
import { newEntry } from '../../harvester/shared-files/new-entry';
import type { SharedFiles } from '../../harvester/shared-files/shared-files';
import type { DesiredClaim } from './desired-claim';
import type { PlanContext } from './plan-context';
import { timestamp } from '../../core/time/timestamp';

/** Collects what happens to registry entries: synth owns identity, everything else of an entry stays. */
export class RegistryPlan {
  /** Keys of claims whose entry changes. */
  readonly touched = new Set<string>();

  constructor(
    private readonly base: RegistryScan | undefined,
    private readonly openRequest: RegistryScan | undefined,
    private readonly context: PlanContext,
    private readonly repository: string | undefined,
    private readonly shared: SharedFiles,
    private readonly isWritten: boolean,
  ) {}

  /** @param movedFrom - key of the entry that this claim had in its former place */
  declare(claim: DesiredClaim, movedFrom: string | undefined): void {
    if (!this.isWritten) return;
    const key = claim.model.constructPath;
    const entry = this.entryOf(key, claim.model.name, movedFrom);
    if (entry === undefined) {
      this.touched.add(key);
      this.shared.edit({ type: 'set', key, fields: this.newEntry(key, claim) });
      return;
    }
    const fields = this.changedIdentity(entry, claim);
    if (fields === undefined) return;
    this.touched.add(key);
    this.shared.edit({ type: 'set', key: entry.key, ...(entry.key !== key && { newKey: key }), fields });
  }

  remove(key: string): void {
    if (this.isWritten && this.base?.byKey.has(key)) this.shared.edit({ type: 'remove', key });
  }

  /** Also finds entries that older tools wrote with an empty category and the path `.`. */
  private entryOf(key: string, name: string, movedFrom: string | undefined): ScannedEntry | undefined {
    const entry =
      this.base?.byKey.get(key) ?? (movedFrom === undefined ? undefined : this.base?.byKey.get(movedFrom));
    if (entry !== undefined) return entry;
    const uncategorised = this.base?.byKey.get(`/${name}`);
    return uncategorised?.fields.get('path') === '.' ? uncategorised : undefined;
  }

  private newEntry(key: string, claim: DesiredClaim): Partial<RegistryEntry> {
    const proposed = this.openRequest?.byKey.get(key)?.fields;
    const { model } = claim;
    return newEntry({
      ...model,
      namespace: model.object.metadata.namespace,
      createdAt: proposed?.get('createdAt') ?? timestamp(this.context.clock.now()),
      createdBy: proposed?.get('createdBy') ?? this.context.actor,
      repository: this.repository ?? `local/${this.context.config.project}`,
      path: registeredPath(claim.paths),
    });
  }

  private changedIdentity(entry: ScannedEntry, claim: DesiredClaim): Partial<RegistryEntry> | undefined {
    const { model } = claim;
    let changed: Identity | undefined;
    changed = wanted(changed, entry, 'name', model.name);
    changed = wanted(changed, entry, 'template', model.template);
    changed = wanted(changed, entry, 'category', model.category);
    changed = wanted(changed, entry, 'namespace', model.object.metadata.namespace);
    changed = wanted(changed, entry, 'repository', this.repository);
    changed = wanted(changed, entry, 'cluster', model.cluster);
    return wanted(changed, entry, 'path', registeredPath(claim.paths));
  }
}

type Identity = Partial<Record<keyof RegistryEntry, string>>;

/** The changed fields, with this one if the entry says something else. */
function wanted(
  changed: Identity | undefined,
  entry: ScannedEntry,
  field: keyof RegistryEntry,
  value: string | undefined,
): Identity | undefined {
  return value === undefined || entry.says(field, value) ? changed : { ...changed, [field]: value };
}
