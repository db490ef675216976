import type { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** What is read of an answer. Throws `forge-answer-invalid`, which names the first place that is not as it should be. */
export function readAnswer<T>(host: string, route: string, data: unknown, answer: z.ZodType<T>): T {
  const result = answer.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'answer' : issue.path.join('.');
  throw new ToolkitError(
    'forge-answer-invalid',
    `${host} answers ${route} with something else than its API: ${where} is not what it should be`,
    { data: { host, route } },
  );
}
