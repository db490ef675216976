import type { Reporter } from './reporter';

/** A step of the work as whoever watches sees it. */
export interface Step<T> {
  readonly step: string;
  readonly detail?: string;
  /** What came of it, in a few words. */
  readonly done?: (result: T) => string;
}

/** Does something as a step: every step that starts ends, also one that fails. */
export async function inStep<T>(
  reporter: Reporter,
  { step, detail, done }: Step<T>,
  work: () => T | Promise<T>,
): Promise<T> {
  reporter.report({ type: 'step:start', step, ...(detail !== undefined && { detail }) });
  let outcome: string | undefined = 'failed';
  try {
    const result = await work();
    outcome = done?.(result);
    return result;
  } finally {
    reporter.report({ type: 'step:end', step, ...(outcome !== undefined && { detail: outcome }) });
  }
}
