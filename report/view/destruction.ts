import { type ClaimObject, DOCUMENTS, type JsonObject, type JsonValue } from '../../core/claim-model';
import type { ObjectIdentity } from '../../core/object-identity';
import type { Change, FieldChange } from '../../core/plan';
import { replacedObjects } from './plan-view';
import { isOfKubernetes, takenAlong } from './object-kinds';
import { compareText } from '../../core/text/compare-text';

/** What becomes of what stands behind a claim when its object is deleted. */
export type Fate = 'destroyed' | 'kept' | 'unknown';

/** A field of the claim that decides or tells about it. */
export interface DeletionField {
  readonly path: string;
  readonly value: string;
  readonly says: Exclude<Fate, 'unknown'>;
}

/** What becomes of one object that a change deletes from the cluster, and of what stands behind it. */
export interface DestroyedObject {
  /** Undefined where the file at the base is no Kubernetes object. */
  readonly identity?: ObjectIdentity;
  readonly fate: Fate;
  /** The fields that speak, sorted by path. */
  readonly fields: readonly DeletionField[];
  /** True where the kind speaks of a database, storage or another thing that holds data. */
  readonly holdsData: boolean;
  /** True where the whole object at the base was looked at; false: only the fields that change are known. */
  readonly isComplete: boolean;
}

/** What removing or replacing a claim does to the resources behind it: the worst of its objects, and each of them. */
export interface Destruction extends Omit<DestroyedObject, 'identity'> {
  readonly change: Change;
  /** The claim itself first, where it goes at all. */
  readonly objects: readonly DestroyedObject[];
}

/** Words in custom kinds (`PostgreSQLInstance`, `VolumeClaim`) of things that hold data or are hard to make again. */
const DATA_WORDS =
  /postgres|mysql|mariadb|mongo|redis|valkey|cassandra|couch|influx|clickhouse|elastic|opensearch|etcd|kafka|rabbit|nats|oracle|mssql|sql|database|dynamo|cosmos|aurora|rds|bigquery|spanner|volume|storage|bucket|disk|filesystem|fileshare|nfs|efs|ebs|ceph|minio|s3|pvc|snapshot|backup|queue|topic|stream|registry|harbor|repository|vault|keyring|kms|hostedzone|dnszone|cluster|machine|vm|server|instance|node/i;

/** Fields of Crossplane and of common compositions that say what happens on deletion (Crossplane: deletionPolicy, managementPolicies). */
const DELETION_FIELD =
  /(?:^|[.\]])(deletionPolicy|reclaimPolicy|persistentVolumeReclaimPolicy|managementPolicies|compositeDeletePolicy|deletionProtection|deletionProtectionEnabled|retainOnDelete|forceDestroy|forceDelete|skipFinalSnapshot|skipFinalSnapshotBeforeDeletion)$/;

/**
 * Reads from a removal or replacement what it destroys. Nothing is assumed: where no field says anything the fate is
 * unknown, and Crossplane's own default is to delete. In kinds of Kubernetes itself, fields of such names mean nothing, but in a
 * PersistentVolume.
 *
 * @param previous - the claim's file at the base, where it is at hand
 */
export function destructionOf(change: Change, previous?: JsonObject): Destruction {
  const { before, deletes = [] } = change;
  const { [DOCUMENTS]: documents, ...main } = previous ?? {};
  const isComplete = previous !== undefined || (change.change === 'removed' && change.fields.length > 0);
  const objects: DestroyedObject[] = [];
  const isGone = change.change === 'removed' || replacedObjects(change) !== undefined;
  // It may be that only further objects of the file go.
  if (isGone || deletes.length === 0) {
    const found = new Map<string, JsonValue>();
    if (previous !== undefined) collect(main, '', 0, found);
    for (const field of change.fields) if (!isOfDocuments(field)) collectField(field, found);
    objects.push(judgedObject(before, change.kind, found, isComplete));
  }
  const further = documents ?? change.fields.find(({ path }) => path === DOCUMENTS)?.before;
  for (const identity of deletes) {
    const document = documentOf(identity, further);
    const found = new Map<string, JsonValue>();
    if (document !== undefined) collect(document, '', 0, found);
    objects.push(judgedObject(identity, identity.kind, found, document !== undefined));
  }
  const fates = new Set(objects.map(({ fate }) => fate));
  return {
    change,
    objects,
    fate: fates.has('destroyed') ? 'destroyed' : fates.has('unknown') ? 'unknown' : 'kept',
    fields: objects.flatMap(({ fields }) => fields),
    holdsData: objects.some(({ holdsData }) => holdsData),
    isComplete,
  };
}

/** Whether data may be lost with an object. */
export function isLossy({ fate, holdsData }: DestroyedObject): boolean {
  return fate === 'destroyed' || (fate === 'unknown' && holdsData);
}

function judgedObject(
  identity: ObjectIdentity | undefined,
  kind: string,
  found: ReadonlyMap<string, JsonValue>,
  isComplete: boolean,
): DestroyedObject {
  const isBuiltIn = identity !== undefined && isOfKubernetes(identity);
  const means = ({ path }: DeletionField): boolean =>
    !isBuiltIn || (kind === 'PersistentVolume' && path === 'spec.persistentVolumeReclaimPolicy');
  const fields = [...found]
    .map(([path, value]) => judged(path, value))
    .filter((field) => field !== undefined)
    .filter(means)
    .sort((a, b) => compareText(a.path, b.path));
  return {
    ...(identity !== undefined && { identity }),
    fate: fateOf(fields),
    fields,
    holdsData: isBuiltIn ? takenAlong(identity) !== undefined : DATA_WORDS.test(kind),
    isComplete,
  };
}

function isOfDocuments({ path }: FieldChange): boolean {
  return path === DOCUMENTS || path.startsWith(`${DOCUMENTS}.`) || path.startsWith(`${DOCUMENTS}[`);
}

function documentOf(identity: ObjectIdentity, documents: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(documents)) return undefined;
  return (documents as readonly JsonValue[]).find((document) => {
    const { kind, metadata } = (document ?? {}) as Partial<ClaimObject>;
    const { name, namespace } = (metadata ?? {}) as Partial<ObjectIdentity>;
    return kind === identity.kind && name === identity.name && namespace === identity.namespace;
  });
}

function collectField(field: FieldChange, found: Map<string, JsonValue>): void {
  if (field.before !== undefined) {
    collect(field.before, field.path, 0, found);
  }
}

function collect(value: JsonValue, path: string, depth: number, found: Map<string, JsonValue>): void {
  if (DELETION_FIELD.test(path.slice(-64))) {
    found.set(path, value);
  } else if (typeof value === 'object' && value !== null && depth < 32) {
    for (const [key, child] of Object.entries<JsonValue>(value)) {
      collect(
        child,
        path === '' ? key : Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`,
        depth + 1,
        found,
      );
    }
  }
}

function judged(path: string, value: JsonValue): DeletionField | undefined {
  const name = DELETION_FIELD.exec(path.slice(-64))?.[1] ?? '';
  const text = Array.isArray(value)
    ? value.map(String).join(', ')
    : typeof value === 'object'
      ? ''
      : String(value);
  const says = verdict(name, text);
  return says === undefined ? undefined : { path, value: text, says };
}

function verdict(name: string, value: string): DeletionField['says'] | undefined {
  switch (name) {
    case 'deletionPolicy':
    case 'reclaimPolicy':
    case 'persistentVolumeReclaimPolicy':
      return /^(?:orphan|retain|keep|snapshot|none)$/i.test(value)
        ? 'kept'
        : /^(?:delete|destroy|recycle)$/i.test(value)
          ? 'destroyed'
          : undefined;
    case 'managementPolicies':
      return /\*|\bDelete\b/.test(value) ? 'destroyed' : 'kept';
    case 'deletionProtection':
    case 'deletionProtectionEnabled':
    case 'retainOnDelete':
      return value === 'true' ? 'kept' : 'destroyed';
    case 'forceDestroy':
    case 'forceDelete':
    case 'skipFinalSnapshot':
    case 'skipFinalSnapshotBeforeDeletion':
      return value === 'true' ? 'destroyed' : undefined;
    case 'compositeDeletePolicy':
      // Background and Foreground differ in order, not in what is deleted
      return value === '' ? undefined : 'destroyed';
    default:
      return undefined;
  }
}

/** A policy that keeps outweighs the composite's: the resource outlives its composite. */
function fateOf(fields: readonly DeletionField[]): Fate {
  const policies = fields.filter(({ path }) => !path.endsWith('compositeDeletePolicy'));
  if (policies.length === 0) {
    return 'unknown';
  }
  return policies.some(({ says }) => says === 'destroyed') ? 'destroyed' : 'kept';
}
