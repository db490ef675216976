import { registryRoutes } from '../../collector/registry-api/routes/registry-routes';
import { openApiDocument as registryDocument } from '../../collector/registry-api/wire/open-api';
import { collectorRoutes } from '../../collector/server/routes/collector-routes';
import { openApiDocument as collectorDocument } from '../../collector/server/wire/open-api';
import { healthRoutes } from '../../collector/service/health-routes';
import type { Route } from '../../collector/service/http/route';
import { createMetrics } from '../../collector/service/metrics';

const version = { version: '1.2.3', commit: 'abc', buildDate: 'unknown' };
const health = healthRoutes(createMetrics(), () => Promise.resolve());
// Routes are made of what they will ask, and ask nothing until somebody comes.
const collector = collectorRoutes({ version } as never);
const registry = registryRoutes({ version, webhookSecret: 'x'.repeat(16), state: () => undefined } as never);

const served = (routes: readonly Route[]): string[] =>
  routes
    .flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${written(path)}`))
    .sort();

/** As OpenAPI writes a path of the router. */
function written(path: string): string {
  return path
    .replace(/(?<!:):(\w+)/g, '{$1}')
    .replace('::', ':')
    .replace('*', '{claimRef}');
}

function described(document: object): string[] {
  const { paths } = document as { paths: Record<string, object> };
  return Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((key) => key !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    )
    .sort();
}

it.each([
  ['collector', [...collector, ...health], collectorDocument('1.2.3')],
  ['registry API', [...registry, ...health], registryDocument('1.2.3')],
])('the document of the %s describes every route, and nothing else', (_service, routes, document) => {
  expect(described(document)).toEqual(served(routes));
});
