import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { configInvalid } from '../../../core/config/resolve-config';
import type { SettingRows, ValuesOf } from '../../../core/config/setting-row';
import type { Issue } from '../../../core/issue';

/** Fewer characters can be guessed. As for the webhooks that the registry API takes. */
const LEAST_SECRET = 16;

/** Every setting of alerts: a new one is a row here. */
export const ALERT_SETTINGS = {
  alertUrl: {
    schema: z.url({ protocol: /^https?$/ }),
    about:
      'Address that changes are posted to when a claim becomes active, error, unknown or gone. Without it nothing is posted.',
    variable: 'COLLECTOR_ALERT_URL',
    // Addresses of webhooks often have a token in them.
    isHidden: true,
  },
  alertSecretFile: {
    schema: z.string().min(1),
    about:
      'File with the secret that posts are signed with (`X-Hub-Signature-256`), at least 16 characters; read again for each post.',
    variable: 'COLLECTOR_ALERT_SECRET_FILE',
  },
} as const satisfies SettingRows;

/** Where changes are posted to. */
export interface AlertPlace {
  readonly url: URL;
  /** Reads the secret again; undefined where the file has none at the moment. */
  readonly secret: () => string | undefined;
}

/**
 * The place that settings name; undefined where they name none.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function alertPlace({
  alertUrl,
  alertSecretFile,
}: ValuesOf<typeof ALERT_SETTINGS>): AlertPlace | undefined {
  if (alertUrl === undefined && alertSecretFile === undefined) return undefined;
  const issues: Issue[] = [];
  const wrong = (field: string, message: string): void => {
    issues.push({ code: 'config-value-invalid', message: `${field} ${message}`, field });
  };
  if (alertUrl === undefined) wrong('COLLECTOR_ALERT_URL', 'is missing, COLLECTOR_ALERT_SECRET_FILE is set');
  const url = new URL(alertUrl ?? 'http://localhost');
  if (url.username !== '' || url.password !== '') {
    wrong('COLLECTOR_ALERT_URL', 'has credentials in it: posts are signed, no password is sent');
  }
  if (url.hash !== '') wrong('COLLECTOR_ALERT_URL', 'has a fragment, which no server gets');
  const secret = (): string | undefined => secretOf(alertSecretFile ?? '');
  if (alertSecretFile === undefined) {
    wrong('COLLECTOR_ALERT_SECRET_FILE', 'is missing: alerts are signed');
  } else if (secret() === undefined) {
    wrong('COLLECTOR_ALERT_SECRET_FILE', `must name a file with at least ${LEAST_SECRET} characters`);
  }
  if (issues.length > 0) throw configInvalid(issues);
  return { url, secret };
}

function secretOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text.length < LEAST_SECRET ? undefined : text;
  } catch {
    return undefined;
  }
}
