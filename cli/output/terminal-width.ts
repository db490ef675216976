/**
 * Width of a terminal, else COLUMNS, else the fallback.
 *
 * @param fallback - default 80
 */
export function terminalWidth(
  stream: { readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
  fallback = 80,
): number {
  const said = Number(env['COLUMNS']);
  return stream.columns ?? (Number.isInteger(said) && said >= 20 ? said : fallback);
}
