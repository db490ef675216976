import { z } from 'zod';
import type { SettingRows } from '../../core/config/setting-row';
import { duration } from '../service/duration-setting';
import { SERVICE_ACCOUNT_DIR } from '../service/in-cluster';
import { LOG_LEVELS } from '../service/logger';
import { isGroup, isResource, isVersion, kindChoice } from '../../core/kind-choice';

const text = z.string().min(1);

/** Every setting of the informer: a new one is a row here. The original's names first. */
export const INFORMER_SETTINGS = {
  cluster: {
    schema: text.max(253),
    about: 'Name of the cluster that it reports about.',
    variable: 'CLUSTER_NAME',
    flag: {
      flags: '--cluster <name>',
      description: 'name of the cluster that it reports about',
      group: 'service',
    },
  },
  collectorUrl: {
    schema: z.url({ protocol: /^https?$/ }),
    about: 'Address of the collector.',
    variable: 'COLLECTOR_URL',
    flag: { flags: '--collector <url>', description: 'address of the collector', group: 'service' },
  },
  group: {
    schema: z.string().refine(isGroup, 'is not the name of an API group, such as db.acme.io'),
    about: 'API group of the claims, where one kind is watched.',
    variable: 'CLAIM_GROUP',
  },
  resource: {
    schema: z.string().refine(isResource, 'is not the name of a resource, such as databases'),
    about: 'Resource of the claims (plural, in small letters), where one kind is watched.',
    variable: 'CLAIM_RESOURCE',
  },
  version: {
    schema: z.string().refine(isVersion, 'is not an API version, such as v1alpha1'),
    about: 'Version of the API of the claims, where one kind is watched.',
    default: 'v1alpha1',
    variable: 'CLAIM_VERSION',
  },
  namespaces: {
    schema: z.array(z.string().refine(isResource, 'is not the name of a namespace')),
    about: 'Namespaces of the claims, separated by commas.',
    variable: 'CLAIM_NAMESPACE',
  },
  kinds: {
    schema: z.array(kindChoice),
    about:
      'Several kinds of claims instead of one: a list of `<resource>.<version>.<group>`, `*.<group>` (all of a group) and `xrds` (all that Crossplane’s definitions make).',
    variable: 'CLAIM_KINDS',
    flag: {
      flags: '--kinds <list>',
      description: 'kinds of claims: <resource>.<version>.<group>, *.<group>, xrds',
      group: 'service',
    },
  },
  selector: {
    schema: text.max(4096),
    about: 'Label selector: only claims that it matches.',
    variable: 'CLAIM_SELECTOR',
  },
  cause: {
    schema: z.enum(['on', 'off']),
    about: 'Whether the informer looks for the cause when a claim is not ready.',
    default: 'on',
    variable: 'CLAIM_CAUSE',
  },
  causeAfter: {
    schema: duration,
    about: 'How long a claim must be not ready before the informer looks for the cause.',
    default: 30_000,
    variable: 'CLAIM_CAUSE_AFTER',
  },
  causeSweep: {
    schema: z.union([z.literal('off').transform(() => undefined), duration]),
    about: 'How often the objects of ready claims are checked; `off`: never.',
    default: 3_600_000,
    variable: 'CLAIM_CAUSE_SWEEP',
  },
  tokenFile: {
    schema: text,
    about: 'File of the token for the collector; read again when it changes.',
    variable: 'COLLECTOR_TOKEN_FILE',
  },
  caFile: {
    schema: text,
    about: 'Certificate of the authority of the collector, PEM.',
    variable: 'COLLECTOR_CA_FILE',
  },
  serviceAccountDir: {
    schema: text,
    about: 'Folder in which Kubernetes puts token and CA of the pod.',
    default: SERVICE_ACCOUNT_DIR,
    variable: 'SERVICE_ACCOUNT_DIR',
  },
  spoolDir: {
    schema: text,
    about: 'Folder that keeps unsent reports over a restart.',
    variable: 'INFORMER_SPOOL_DIR',
  },
  port: {
    schema: z.int().min(0).max(65_535),
    about: 'Port of health and metrics; 0: none.',
    default: 8096,
    variable: 'INFORMER_PORT',
    flag: {
      flags: '--port <number>',
      description: 'port of health and metrics, 0 for none (default: 8096)',
      group: 'service',
    },
  },
  host: {
    schema: text,
    about: 'Address of health and metrics.',
    default: '127.0.0.1',
    variable: 'INFORMER_HOST',
    flag: {
      flags: '--host <address>',
      description: 'address of health and metrics (default: 127.0.0.1)',
      group: 'service',
    },
  },
  logLevel: { schema: z.enum(LOG_LEVELS), about: 'What is logged.', default: 'info', variable: 'LOG_LEVEL' },
} as const satisfies SettingRows;
