import { z } from 'zod';
import type { SettingRows } from '../../core/config/setting-row';
import { duration } from '../service/duration-setting';
import { SERVICE_ACCOUNT_DIR } from '../service/in-cluster';
import { LOG_LEVELS } from '../service/logger';

const text = z.string().min(1);

/** Every setting of the collector: a new one is a row here. The original's names first. */
export const COLLECTOR_SETTINGS = {
  port: {
    schema: z.int().min(0).max(65_535),
    about: 'Port to listen on; 0 takes a free one.',
    default: 8095,
    variable: 'COLLECTOR_PORT',
    flag: { flags: '--port <number>', description: 'port to listen on (default: 8095)', group: 'service' },
  },
  host: {
    schema: text,
    about: 'Address to listen on. Anything but loopback needs tokens.',
    default: '127.0.0.1',
    variable: 'COLLECTOR_HOST',
    flag: {
      flags: '--host <address>',
      description: 'address to listen on (default: 127.0.0.1)',
      group: 'service',
    },
  },
  stateDir: {
    schema: text,
    about: 'Folder of the SQLite store.',
    default: 'collector-state',
    variable: 'COLLECTOR_STATE_DIR',
    flag: {
      flags: '--state-dir <dir>',
      description: 'folder of the SQLite store (default: collector-state)',
      group: 'service',
    },
  },
  databaseUrl: {
    schema: text,
    about:
      'PostgreSQL database of the store, instead of a folder: `postgresql://user:password@host/database?sslmode=verify-full`. Several collectors may share it.',
    variable: 'COLLECTOR_DATABASE_URL',
    isHidden: true,
  },
  tokens: {
    schema: text,
    about:
      'File of tokens, `{"<cluster>": ["<SHA-256 of a token>", …]}`, or a folder of such files (`*.json`).',
    variable: 'COLLECTOR_TOKENS',
    flag: {
      flags: '--tokens <file>',
      description: 'file with the hashes of the tokens of each cluster',
      group: 'service',
    },
  },
  tokenReview: {
    schema: text,
    about:
      'Name of the cluster that the collector runs in: its API server says who a token with the audience `cdk8s-claims` belongs to.',
    variable: 'COLLECTOR_TOKEN_REVIEW',
  },
  tokenReviewAccounts: {
    schema: z
      .array(z.string().regex(/^[^/\s]+\/[^/\s]+$/, '<namespace>/<name>, with commas between several'))
      .min(1),
    about:
      'ServiceAccounts whose tokens count there, `<namespace>/<name>`, with commas between them. Without it: all of the namespace of the collector.',
    variable: 'COLLECTOR_TOKEN_REVIEW_ACCOUNTS',
  },
  serviceAccountDir: {
    schema: text,
    about: 'Folder in which Kubernetes puts token, CA and namespace of the pod.',
    default: SERVICE_ACCOUNT_DIR,
    variable: 'SERVICE_ACCOUNT_DIR',
  },
  insecure: {
    schema: z.boolean(),
    about: 'Listen on other addresses than loopback without tokens.',
    default: false,
    variable: 'COLLECTOR_INSECURE',
    flag: {
      flags: '--insecure',
      description: 'allow other addresses than loopback without tokens',
      group: 'service',
    },
  },
  tlsCertFile: { schema: text, about: 'Certificate chain, PEM.', variable: 'COLLECTOR_TLS_CERT_FILE' },
  tlsKeyFile: { schema: text, about: 'Key of the certificate, PEM.', variable: 'COLLECTOR_TLS_KEY_FILE' },
  stableAfter: {
    schema: duration,
    about: 'How long Ready and Synced must stay the same before a change is published.',
    default: 30_000,
    variable: 'COLLECTOR_STABLE_AFTER',
  },
  clusterTtl: {
    schema: duration,
    about:
      'How long a cluster may be silent before its statuses are unknown. It applies to clusters that only send the original’s format, which is never sent again, only if it is set.',
    variable: 'COLLECTOR_CLUSTER_TTL',
  },
  logLevel: { schema: z.enum(LOG_LEVELS), about: 'What is logged.', default: 'info', variable: 'LOG_LEVEL' },
} as const satisfies SettingRows;

/** How long a cluster with a session may be silent where nothing is said, in milliseconds. */
export const CLUSTER_TTL = 600_000;
