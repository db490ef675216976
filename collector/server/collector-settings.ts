import { z } from 'zod';
import type { SettingRows } from '../../core/config/setting-row';
import { duration } from '../service/duration-setting';
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
  tokens: {
    schema: text,
    about: 'File of tokens, `{"<cluster>": ["<SHA-256 of a token>", …]}`.',
    variable: 'COLLECTOR_TOKENS',
    flag: {
      flags: '--tokens <file>',
      description: 'file with the hashes of the tokens of each cluster',
      group: 'service',
    },
  },
  insecure: {
    schema: z.boolean(),
    about: 'Listen on other addresses than loopback without tokens.',
    default: false,
    variable: 'COLLECTOR_INSECURE',
    flag: {
      flags: '--insecure',
      description: 'listen on other addresses than loopback without tokens',
      group: 'service',
    },
  },
  tlsCertFile: { schema: text, about: 'Certificate chain, PEM.', variable: 'COLLECTOR_TLS_CERT_FILE' },
  tlsKeyFile: { schema: text, about: 'Key of the certificate, PEM.', variable: 'COLLECTOR_TLS_KEY_FILE' },
  stableAfter: {
    schema: duration,
    about: 'How long Ready and Synced stand before a change is published.',
    default: 30_000,
    variable: 'COLLECTOR_STABLE_AFTER',
  },
  clusterTtl: {
    schema: duration,
    about:
      'How long a cluster may be silent before its statuses are unknown. For clusters that only send the original’s format, which never re-sends, it holds only when it is set.',
    variable: 'COLLECTOR_CLUSTER_TTL',
  },
  logLevel: { schema: z.enum(LOG_LEVELS), about: 'What is logged.', default: 'info', variable: 'LOG_LEVEL' },
} as const satisfies SettingRows;

/** How long a cluster with a session may be silent where nothing is said, in milliseconds. */
export const CLUSTER_TTL = 600_000;
