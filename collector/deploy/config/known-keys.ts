import type { z } from 'zod';

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/** The keys that a schema knows at a path, for "did you mean". */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const {
    type,
    innerType,
    element,
    valueType,
    in: input,
    options,
    shape,
  } = schema.def as unknown as Definition;
  const inner = innerType ?? (type === 'pipe' ? input : undefined);
  if (inner !== undefined) return knownKeys(inner, path);
  if (options !== undefined) return [...new Set(options.flatMap((option) => knownKeys(option, path)))];
  const [key, ...rest] = path;
  if (shape !== undefined) {
    if (key === undefined) return Object.keys(shape);
    const next = typeof key === 'string' && Object.hasOwn(shape, key) ? shape[key] : undefined;
    return next === undefined ? [] : knownKeys(next, rest);
  }
  const below = element ?? valueType;
  return below === undefined || key === undefined ? [] : knownKeys(below, rest);
}
