import { z } from 'zod';
import type { SettingRows } from '../../core/config/setting-row';
import { FORGE_KINDS } from '../../core/config/forge-kinds';
import { duration } from '../service/duration-setting';

const text = z.string().min(1);

/** Every setting of the way back into Git: a new one is a row here. The original's names first. */
export const RECONCILER_SETTINGS = {
  owner: { schema: text, about: 'Owner of the repository of the registry.', variable: 'REGISTRY_REPO_OWNER' },
  name: { schema: text, about: 'Name of the repository of the registry.', variable: 'REGISTRY_REPO_NAME' },
  file: {
    schema: text,
    about: 'Path of the registry in it.',
    default: 'claims/registry.yaml',
    variable: 'REGISTRY_FILE_PATH',
  },
  base: {
    schema: text,
    about: 'Branch that requests are for.',
    default: 'main',
    variable: 'REGISTRY_BASE_BRANCH',
  },
  interval: {
    schema: duration,
    about: 'Time between two reads of the registry.',
    default: 300_000,
    variable: 'COLLECTOR_RECONCILE_INTERVAL',
  },
  target: {
    schema: text,
    about:
      'Git repository of the registry: address or path. Default: owner and name on GITHUB_SERVER_URL, or on the host of the forge.',
    variable: 'REGISTRY_TARGET',
    isHidden: true,
  },
  forge: {
    schema: z.enum(FORGE_KINDS as [string, ...string[]]),
    about: 'Where change requests are opened: `github`, `gitea`, or `git` for the repository itself.',
    variable: 'REGISTRY_FORGE',
  },
  apiUrl: { schema: z.url(), about: 'Address of the API of the forge.', variable: 'REGISTRY_FORGE_URL' },
  tokenFile: {
    schema: text,
    about: 'File with the token of the forge, read again for each run; else GITHUB_TOKEN or GITEA_TOKEN.',
    variable: 'REGISTRY_TOKEN_FILE',
  },
  clusters: {
    schema: text,
    about:
      'Clusters of the claims of a folder: `claims/prod=prod-eu+prod-us,claims/dev=dev`, or one name for all. An entry with a field `cluster` needs none.',
    variable: 'REGISTRY_CLUSTERS',
  },
  entryPoints: {
    schema: z.array(text).min(1),
    about:
      'Folders that are built for a cluster, with commas between them, as `gitops.entryPoints` of the projects. Default: those that Flux and Argo CD objects of the repository name, else the root of the claims and every category.',
    variable: 'REGISTRY_ENTRY_POINTS',
  },
  merge: { schema: z.boolean(), about: 'Merge the request.', default: false, variable: 'REGISTRY_MERGE' },
  commits: {
    schema: z.enum(['push', 'api']),
    about: 'How commits get to the forge: by pushes, or through its API.',
    default: 'push',
    variable: 'REGISTRY_COMMITS',
  },
  answers: {
    schema: z.boolean(),
    about: 'Post one comment on each merged request with the status of its claims. Not on plain Git.',
    default: true,
    variable: 'REGISTRY_ANSWERS',
  },
  force: {
    schema: z.boolean(),
    about: 'Write even if many entries of the registry would be removed.',
    default: false,
    variable: 'REGISTRY_FORCE',
    flag: {
      flags: '--force',
      description: 'write the registry even if many of its entries would be removed',
      group: 'service',
    },
  },
} as const satisfies SettingRows;
