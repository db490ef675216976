import { timestamp } from '../../../core/time/timestamp';
import type { Answer, Route } from '../../service/http/route';
import type { RegistryContext } from './registry-context';
import { staleness } from './freshness';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const ENDPOINTS = [
  '/health',
  '/version',
  '/api/v1/claims',
  '/api/v1/claims/{name}',
  '/openapi.yaml',
  '/docs',
];

/**
 * The original's routes about itself, which end without a line feed. `/health` says that the process runs, and where the registry is not fresh, that too; what is served is good all
 * the same, so that no probe ends it.
 *
 * @param page - what browsers get at `/`
 */
export function infoRoutes(
  { state, now, version }: RegistryContext,
  page: () => Answer | undefined,
): readonly Route[] {
  const json = (value: object, indent?: number): Answer => ({
    status: 200,
    headers: JSON_TYPE,
    body: JSON.stringify(value, undefined, indent),
  });
  const { version: number, commit, buildDate } = version;
  const index = json({ service: 'machinery-registry-api', version: number, endpoints: ENDPOINTS }, 2);
  const root = { ...index, headers: { ...JSON_TYPE, Vary: 'Accept' } };
  return [
    {
      path: '/health',
      methods: {
        GET: () => {
          const current = state();
          const stale = current === undefined ? undefined : staleness(current);
          return json({ status: 'healthy', timestamp: timestamp(new Date(now())), ...stale });
        },
      },
    },
    { path: '/version', methods: { GET: () => json({ version: number, commit, buildDate }) } },
    {
      path: '/',
      methods: {
        GET: ({ headers }) => (headers.accept?.includes('text/html') === true ? page() : undefined) ?? root,
      },
    },
  ];
}
