import { ToolkitError } from '../../../core/errors/toolkit-error';

/** Where a collector listens. */
export interface CollectorAddress {
  readonly isTls: boolean;
  readonly host: string;
  readonly port: number;
  /** What stands before `/api/v1`: empty, or `/prefix` without a slash at its end. */
  readonly prefix: string;
}

/**
 * Reads `COLLECTOR_URL`. Slashes at its end mean nothing: with them the original posts to `//api/v1/status`, is redirected and loses every update
 * (collector-and-registry.md §1.8).
 *
 * @throws ToolkitError `config-invalid`
 */
export function collectorAddress(text: string): CollectorAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ToolkitError('config-invalid', 'COLLECTOR_URL must be an http or https URL');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ToolkitError(
      'config-invalid',
      'COLLECTOR_URL must hold no user, password, query or fragment; the token is in the file that COLLECTOR_TOKEN_FILE names',
    );
  }
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  return { isTls, host: url.hostname.replace(/^\[|\]$/g, ''), port, prefix: withoutSlashes(url.pathname) };
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
