/** Width of a terminal, else COLUMNS, else 80. */
export function terminalWidth(
  stream: { readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): number {
  const said = Number(env['COLUMNS']);
  return stream.columns ?? (Number.isInteger(said) && said >= 20 ? said : 80);
}
