import { z } from 'zod';
import { image, name, plainText, prefix, quantity } from './field-types';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

const labelValue = z
  .string()
  .max(63)
  .regex(/^(?:[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)?$/, 'a value of a label');
const labelKey = z
  .string()
  .max(317)
  .regex(/^(?:[a-z\d.-]+\/)?[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?$/, 'a key of a label');
/** Labels, or what selects nodes by theirs. */
const labels = z.record(labelKey, labelValue);

const amounts = z.strictObject({ cpu: quantity.optional(), memory: quantity.optional() });

/** What every pod of ours takes. */
export const POD_FIELDS = {
  /** By digest. */
  image,
  /** Secrets with the credentials of the registry of images. */
  imagePullSecrets: z.array(name).default([]),
  /** Requests and limits; what is left out has a default. There is no limit of CPU by default: it slows, and protects nobody. */
  resources: z
    .strictObject({ requests: amounts.default({}), limits: amounts.default({}) })
    .default({ requests: {}, limits: {} }),
  nodeSelector: labels.default({}),
  tolerations: z
    .array(
      z.strictObject({
        key: labelKey.optional(),
        operator: z.enum(['Equal', 'Exists']).optional(),
        value: labelValue.optional(),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
      }),
    )
    .default([]),
  priorityClassName: name.optional(),
  logLevel: z.enum(LOG_LEVELS).default('info'),
} as const;

/** What the objects of a component have in common. */
export const PLACE_FIELDS = {
  namespace: name.default('claims-system'),
  /** Whether the namespace is made, and deleted with everything else; by default it is somebody else's. */
  createNamespace: z.boolean().default(false),
  /** What names of objects begin with. */
  prefix: prefix.default('claims'),
  /** Further labels of all objects. */
  labels: labels.default({}),
} as const;

/** A ServiceMonitor of the Prometheus operator. */
export const monitor = z.union([
  z.literal(false),
  z.strictObject({
    /** What the operator selects monitors by. */
    labels: labels.default({}),
    interval: plainText.regex(/^\d{1,4}[sm]$/, 'an interval, such as 30s or 1m').default('30s'),
  }),
]);

/** A ServiceMonitor; false: none. */
export type Monitor = z.output<typeof monitor>;
/** Settings of a pod. */
export type PodConfig = z.output<z.ZodObject<typeof POD_FIELDS>>;
/** Where objects are, and how they are called. */
export type PlaceConfig = z.output<z.ZodObject<typeof PLACE_FIELDS>>;
