import { z } from 'zod';
import { parseGoDuration } from '../../core/time/go-duration';

/** A duration of a setting as Go writes it (`30s`, `1h30m`), in milliseconds; more than nothing. */
export const duration = z.string().transform((text, context) => {
  const read = parseGoDuration(text);
  const problem =
    'problem' in read
      ? `is not a duration, such as 30s or 1h30m: ${read.problem.replace(/^time: /, '')}`
      : read.milliseconds > 0
        ? undefined
        : 'must be more than zero, such as 30s';
  if (problem === undefined && 'milliseconds' in read) return read.milliseconds;
  context.addIssue({ code: 'custom', message: problem ?? 'is not a duration', input: text });
  return z.NEVER;
});
