import { z } from 'zod';

/** An operation of an OpenAPI document. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly responses: Readonly<Record<number, OpenApiResponse>>;
}

/** A parameter of one. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: object;
}

/** An answer of one. */
export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** A text parameter of a path, which is always there, or of a query or header, which may be. */
export function textParameter(
  place: OpenApiParameter['in'],
  name: string,
  description: string,
  schema: object = { type: 'string' },
): OpenApiParameter {
  return { name, in: place, required: place === 'path', description, schema };
}

/** An answer of JSON whose schema is made of the type that it is checked or written with. */
export function jsonResponse(description: string, schema: z.ZodType, headers?: object): OpenApiResponse {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { description, ...(headers && { headers }), content: { 'application/json': { schema: plain } } };
}

/** An answer of text. */
export function textResponse(description: string, type: string): OpenApiResponse {
  return { description, content: { [type]: { schema: { type: 'string' } } } };
}
