interface RawJson {
  readonly rawJSON?: (text: string) => unknown;
}

/** A document for `--json`: indented by two, integers beyond 2^53 as the numbers that they are. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, plainNumbers, 2);
}

/** One line of JSON, for events. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value, plainNumbers);
}

function plainNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return (JSON as RawJson).rawJSON?.(value.toString()) ?? value.toString();
}
