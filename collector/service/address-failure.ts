import { ToolkitError } from '../../core/errors/toolkit-error';

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host is known',
};

/** What Node says where it cannot listen, as `address-in-use`; everything else as it is. */
export function addressFailure(error: unknown, host: string, port: number): unknown {
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string' || !Object.hasOwn(WHY, code)) return error;
  const at = host.includes(':') ? `[${host}]` : host;
  return new ToolkitError('address-in-use', `${at}:${port} cannot be listened on: ${WHY[code] ?? code}`, {
    cause: error,
  });
}
