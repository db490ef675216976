import { z } from 'zod';
import type { SettingRows } from '../../../core/config/setting-row';

const text = z.string().min(1);

/** Settings of an informer about its collector. The original's names first. */
export const SENDER_SETTINGS = {
  cluster: { schema: text, about: 'Name of the cluster in reports.', variable: 'CLUSTER_NAME' },
  collectorUrl: {
    schema: text,
    about: 'Where the collector is; what stands behind the host is kept, slashes at the end are not.',
    variable: 'COLLECTOR_URL',
    isHidden: true,
  },
  tokenFile: {
    schema: text,
    about: 'File with the token of the cluster; it is read again as it rotates.',
    variable: 'COLLECTOR_TOKEN_FILE',
  },
  caFile: {
    schema: text,
    about: 'Certificates that sign the collector’s, PEM; those that Node trusts without it.',
    variable: 'COLLECTOR_CA_FILE',
  },
  spoolDir: {
    schema: text,
    about: 'Folder for reports that wait while the collector does not answer; in memory without it.',
    variable: 'INFORMER_SPOOL_DIR',
  },
} as const satisfies SettingRows;
