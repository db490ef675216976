import { openApiRoutes } from '../../service/http/open-api-routes';
import type { Route } from '../../service/http/route';
import { openApiDocument } from '../wire/open-api';
import { claimRoutes } from './claim-routes';
import { infoRoutes } from './info-routes';
import { pages } from './page-routes';
import type { RegistryContext } from './registry-context';
import { webhookRoutes } from './webhook';

/** Every route of the registry API: the original's eight, and ours beside them (collector-and-registry.md §2.3). */
export function registryRoutes(context: RegistryContext): readonly Route[] {
  const document = openApiDocument(context.version.version);
  const { routes, home } = pages(context, document);
  return [
    ...claimRoutes(context),
    ...infoRoutes(context, home),
    ...openApiRoutes(() => document, '/openapi'),
    ...routes,
    ...webhookRoutes(context),
  ];
}
