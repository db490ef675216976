import { parse } from 'yaml';

/** What a registry says of its claims by name, without times. */
export function registryStates(text: string): Record<string, readonly (string | undefined)[]> {
  const { claims } = parse(text) as { claims: readonly Record<string, string>[] };
  return Object.fromEntries(
    claims.map(({ name = '', status, statusMessage }) => [name, [status, statusMessage]]),
  );
}
