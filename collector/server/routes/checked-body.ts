import type { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import { parseJsonBody } from '../wire/parse-json';

/** Problems that are told of one body. */
const MOST_ISSUES = 20;

/**
 * A body of ours, checked. All problems at once, by field, without repeating values: somebody may have put a secret there.
 *
 * @throws ToolkitError `report-invalid`
 */
export function checkedBody<Schema extends z.ZodType>(
  schema: Schema,
  body: Buffer | undefined,
): z.output<Schema> {
  return checkedValue(schema, parsedBody(body));
}

/** @throws ToolkitError `report-invalid` */
export function checkedValue<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, MOST_ISSUES).map(({ path, message }): Issue => {
    const field = path.map(String).join('.');
    return { code: 'report-invalid', message: `${field === '' ? 'the body' : field}: ${message}`, field };
  });
  throw new ToolkitError('report-invalid', issues[0]?.message ?? 'the body is wrong', { issues });
}

/** @throws ToolkitError `report-invalid` */
export function parsedBody(body: Buffer | undefined): unknown {
  try {
    return parseJsonBody(body ?? Buffer.of());
  } catch {
    throw new ToolkitError('report-invalid', 'the body is not JSON');
  }
}
