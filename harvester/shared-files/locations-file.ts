import type { JsonObject } from '../../core/claim-model';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { editLocations } from '../locations/edit-locations';
import { pathsOfLocation } from '../locations/location-coverage';
import { LOCATIONS_PATH } from '../paths';
import { locationsOf } from '../string-list';
import type { SharedFile } from './shared-file';

/** The catalog locations, with the catalog files that they must and must not name afterwards; what others wrote there stays. */
export class LocationsFile implements SharedFile {
  readonly path = LOCATIONS_PATH;
  private readonly added: string[] = [];
  private readonly removed = new Set<string>();

  /** @param slug - `owner/name` of the target; empty where nobody knows it */
  constructor(private readonly slug: string) {}

  /** @param target - catalog file, seen from the folder of the locations */
  add(target: string): void {
    this.added.push(target);
  }

  /** What is added as well stays. */
  remove(target: string): void {
    this.removed.add(target);
  }

  whole(): JsonObject {
    const name = this.slug.slice(this.slug.lastIndexOf('/') + 1) || 'claims';
    return locationsOf(`${name}-repo`, `Root catalog for the ${name} repository`, this.added.sort());
  }

  edited(standing: string | undefined): string | undefined {
    const { added, removed, path, slug } = this;
    if (standing === undefined) return added.length === 0 ? undefined : emitYaml(this.whole());
    const kept = new Set(added);
    const remove = [...removed].filter((item) => !kept.has(item));
    const change = { add: added.flatMap(pathOf), remove: remove.flatMap(pathOf) };
    return editLocations(standing, change, { path, slug: slug === '' ? undefined : slug });
  }
}

function pathOf(target: string): readonly string[] {
  return pathsOfLocation(target, undefined);
}
