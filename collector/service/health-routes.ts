import { redactText } from '../../core/secrets/redact-text';
import { jsonAnswer } from './http/answers';
import type { Route } from './http/route';
import type { ServiceMetrics } from './metrics';

/**
 * `/readyz`, which says whether the service can do its work, and `/metrics`.
 *
 * @param check - rejects where it cannot; what it gives back is told beside
 * @param trouble - what does not work, while requests are answered all the same
 */
export function healthRoutes(
  metrics: ServiceMetrics,
  check: () => Promise<unknown>,
  trouble: () => string | undefined = () => undefined,
): readonly Route[] {
  return [
    {
      path: '/readyz',
      methods: {
        GET: async () => {
          try {
            const more: unknown = await check();
            const reason = trouble();
            if (reason === undefined) return jsonAnswer(200, { status: 'ready', ...Object(more) });
            return jsonAnswer(200, { status: 'degraded', reason: redactText(reason), ...Object(more) });
          } catch (error) {
            const reason = redactText(error instanceof Error ? error.message : String(error));
            return jsonAnswer(503, { status: 'not ready', reason });
          }
        },
      },
    },
    {
      path: '/metrics',
      methods: {
        GET: async () => ({
          status: 200,
          headers: { 'Content-Type': metrics.registry.contentType },
          body: await metrics.registry.metrics(),
        }),
      },
    },
  ];
}
