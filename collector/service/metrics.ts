import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What is counted of requests. */
export interface RequestMetrics {
  /** @param seconds - from the first byte of the request to the last of the answer */
  observe(method: string, route: string, status: number, seconds: number): void;
}

/** The metrics of a service, in a registry of their own. */
export interface ServiceMetrics extends RequestMetrics {
  readonly registry: Registry;
}

/** Metrics of the process and of its requests. Labels are of our own making: methods, patterns of routes, statuses. */
export function createMetrics(): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'claims_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'claims_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  // Finding the series of labels costs more than counting: there are as many as routes, methods and statuses.
  const known = new Map<string, { count: Counter.Internal; time: Histogram.Internal<'route'> }>();
  return {
    registry,
    observe(method, route, status, seconds) {
      const key = `${method} ${status} ${route}`;
      let series = known.get(key);
      if (series === undefined) {
        const labels = { method, route, status: String(status) };
        series = { count: requests.labels(labels), time: durations.labels({ route }) };
        known.set(key, series);
      }
      series.count.inc();
      series.time.observe(seconds);
    },
  };
}
