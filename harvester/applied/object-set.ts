import { type BuiltObject, idKey, type ObjectId } from './built-object';

/** The objects of a build so far, in which kustomize takes none twice. */
export class ObjectSet {
  readonly objects: BuiltObject[] = [];
  private readonly byKey = new Map<string, BuiltObject>();
  /** By every id that they have or had; made when somebody asks. */
  private byAnyKey: Map<string, BuiltObject[]> | undefined;
  /** Ids changed since the map was made. */
  private isStale = false;

  /** Adds an object; returns the one that is there already under its id, and adds nothing then. */
  add(object: BuiltObject): BuiltObject | undefined {
    if (this.isStale) this.index();
    if (object.isKnown) {
      const key = idKey(object.current);
      const twin = this.byKey.get(key);
      if (twin !== undefined) return twin;
      this.byKey.set(key, object);
    }
    this.objects.push(object);
    if (this.byAnyKey !== undefined) enter(this.byAnyKey, object);
    return undefined;
  }

  /** The objects that have or had an id. */
  named(id: ObjectId): readonly BuiltObject[] {
    if (this.byAnyKey === undefined) {
      this.byAnyKey = new Map();
      for (const object of this.objects) enter(this.byAnyKey, object);
    }
    return this.byAnyKey.get(idKey(id)) ?? [];
  }

  remove(gone: ReadonlySet<BuiltObject>): void {
    const kept = this.objects.filter((object) => !gone.has(object));
    this.objects.length = 0;
    for (const object of kept) this.objects.push(object);
    this.isStale = true;
    this.byAnyKey = undefined;
  }

  /** Changes every object; returns two that have one id afterwards, where there are such. */
  change(change: (object: BuiltObject) => void): readonly [BuiltObject, BuiltObject] | undefined {
    for (const object of this.objects) change(object);
    return this.index();
  }

  private index(): readonly [BuiltObject, BuiltObject] | undefined {
    let twins: readonly [BuiltObject, BuiltObject] | undefined;
    this.byKey.clear();
    this.byAnyKey = undefined;
    for (const object of this.objects) {
      if (!object.isKnown) continue;
      const key = idKey(object.current);
      const twin = this.byKey.get(key);
      if (twin === undefined) this.byKey.set(key, object);
      else twins ??= [twin, object];
    }
    this.isStale = false;
    return twins;
  }
}

function enter(byKey: Map<string, BuiltObject[]>, object: BuiltObject): void {
  if (!object.isKnown) return;
  for (const key of new Set([object.current, ...object.previous].map(idKey))) {
    const named = byKey.get(key);
    if (named === undefined) byKey.set(key, [object]);
    else named.push(object);
  }
}
