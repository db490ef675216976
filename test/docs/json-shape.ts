/** Fields of a JSON document as docs write them: `{a, b: [{c}]}`. A field without more may hold anything. */
export interface JsonShape {
  readonly fields: ReadonlyMap<string, JsonShape>;
}

/** Reads `{a, b: [{c}], d: {e}}` or `[{a}]`; brackets of lists say nothing about fields. */
export function jsonShape(text: string): JsonShape {
  const tokens = text.match(/[{}[\],:]|\w+/g) ?? [];
  let at = 0;
  const fieldsOf = (): JsonShape => {
    const fields = new Map<string, JsonShape>();
    while (tokens[at] === '[') at += 1;
    if (tokens[at] !== '{') throw new Error(`no fields in ${text}`);
    at += 1;
    while (tokens[at] !== '}') {
      const name = tokens[at] ?? '';
      at += 1;
      const isMore = tokens[at] === ':';
      if (isMore) at += 1;
      fields.set(name, isMore ? fieldsOf() : { fields: new Map() });
      if (tokens[at] === ',') at += 1;
    }
    at += 1;
    while (tokens[at] === ']') at += 1;
    return { fields };
  };
  return fieldsOf();
}

/** Paths of all fields of a shape, `a` and `a.b`. */
export function shapePaths({ fields }: JsonShape, above = ''): string[] {
  return [...fields].flatMap(([name, below]) => [
    `${above}${name}`,
    ...shapePaths(below, `${above}${name}.`),
  ]);
}

/** Paths of the fields of a document, as deep as the shape says fields. */
export function documentPaths(value: unknown, { fields }: JsonShape, above = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => documentPaths(item, { fields }, above));
  if (typeof value !== 'object' || value === null || (fields.size === 0 && above !== '')) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    `${above}${name}`,
    ...documentPaths(item, fields.get(name) ?? { fields: new Map() }, `${above}${name}.`),
  ]);
}
