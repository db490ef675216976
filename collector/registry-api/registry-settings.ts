import { z } from 'zod';
import type { SettingRows } from '../../core/config/setting-row';
import { parseGoDuration } from '../../core/time/go-duration';
import { LOG_LEVELS } from '../service/logger';

const text = z.string().min(1);

/** Time between two looks where nothing is said, and for the original's `0s`, in milliseconds. */
const INTERVAL = 60_000;

const interval = z.string().transform((written, context) => {
  const read = parseGoDuration(written);
  if ('milliseconds' in read && read.milliseconds >= 0) return read.milliseconds || INTERVAL;
  const message = 'problem' in read ? read.problem : 'must not be negative';
  context.addIssue({ code: 'custom', message, input: written });
  return z.NEVER;
});

/** Every setting of the registry API: a new one is a row here. */
export const REGISTRY_SETTINGS = {
  source: {
    schema: text,
    about:
      'Where the registry is: a file, a folder, a Git repository (path, `file:`, `ssh:`, `https:`), or the `https:` address of a raw file that ends in `.yaml` or `.yml`. It wins over REGISTRY_REPO.',
    variable: 'CLAIMS_REGISTRY_SOURCE',
    isHidden: true,
    flag: {
      flags: '--source <place>',
      description: 'file, folder, Git repository, or address of a raw file',
      group: 'service',
    },
  },
  repo: {
    schema: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'must be <owner>/<name>'),
    about: 'Repository as `<owner>/<name>`, read from the raw files of its forge.',
    variable: 'REGISTRY_REPO',
    flag: {
      flags: '--repo <owner/name>',
      description: 'repository on GitHub, read as a raw file',
      group: 'service',
    },
  },
  branch: {
    schema: text,
    about: 'Branch of the repository.',
    default: 'main',
    variable: 'REGISTRY_BRANCH',
    flag: {
      flags: '--branch <name>',
      description: 'branch of the repository (default: main)',
      group: 'service',
    },
  },
  path: {
    schema: text,
    about: 'Path of the registry in the repository or folder.',
    default: 'claims/registry.yaml',
    variable: 'REGISTRY_PATH',
    flag: {
      flags: '--path <file>',
      description: 'registry in the repository or folder (default: claims/registry.yaml)',
      group: 'service',
    },
  },
  interval: {
    schema: interval,
    about: 'Time between two reads of the source, such as `60s`, varied at random by a tenth.',
    default: INTERVAL,
    variable: 'SYNC_INTERVAL',
    flag: {
      flags: '--interval <duration>',
      description: 'time between two reads of the source (default: 60s)',
      group: 'service',
    },
  },
  port: {
    schema: z.int().min(0).max(65_535),
    about: 'Port to listen on; 0 takes a free one.',
    default: 8080,
    variable: 'PORT',
    flag: { flags: '--port <number>', description: 'port to listen on (default: 8080)', group: 'service' },
  },
  host: {
    schema: text,
    about: 'Address to listen on. Everybody who reaches it may read.',
    default: '127.0.0.1',
    variable: 'REGISTRY_HOST',
    flag: {
      flags: '--host <address>',
      description: 'address to listen on (default: 127.0.0.1)',
      group: 'service',
    },
  },
  baseUrl: {
    schema: z.url({ protocol: /^https?$/ }),
    about: 'Where the raw files of REGISTRY_REPO are.',
    default: 'https://raw.githubusercontent.com',
    variable: 'REGISTRY_BASE_URL',
    isHidden: true,
  },
  token: {
    schema: z.string().min(4),
    about: 'Token for the raw files of REGISTRY_REPO, and for a source on GitHub.',
    variable: 'GITHUB_TOKEN',
    isHidden: true,
  },
  sourceToken: {
    schema: z.string().min(4),
    about: 'Token for CLAIMS_REGISTRY_SOURCE, wherever that is.',
    variable: 'REGISTRY_TOKEN',
    isHidden: true,
  },
  webhookSecret: {
    schema: z.string().min(16, 'must have at least 16 characters'),
    about: 'Secret that the forge signs its webhooks with. Without it there is no `/webhook`.',
    variable: 'REGISTRY_WEBHOOK_SECRET',
    isHidden: true,
  },
  logLevel: { schema: z.enum(LOG_LEVELS), about: 'What is logged.', default: 'info', variable: 'LOG_LEVEL' },
} as const satisfies SettingRows;
