/** What is asked of a container. */
export interface ProbePaths {
  readonly port: string;
  readonly scheme: 'HTTP' | 'HTTPS';
  /** Whether the process answers at all. */
  readonly alive: string;
  /** Whether it can do its work. */
  readonly ready: string;
}

/**
 * A process that answers is alive, whatever its store or its cluster does: to start it anew would help neither. It has two minutes to start.
 */
export function probes({ port, scheme, alive, ready }: ProbePaths): Record<string, unknown> {
  const get = (path: string): object => ({ httpGet: { path, port, scheme } });
  return {
    startupProbe: { ...get(alive), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    readinessProbe: { ...get(ready), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...get(alive), periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
  };
}
