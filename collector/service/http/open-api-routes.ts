import { stringify } from 'yaml';
import { jsonAnswer } from './answers';
import type { Route } from './route';

/** Where a service describes itself: as JSON, and as YAML under the name that the originals have. */
export function openApiRoutes(document: () => object): readonly Route[] {
  return [
    { path: '/openapi.json', methods: { GET: () => jsonAnswer(200, document()) } },
    {
      path: '/openapi.yaml',
      methods: {
        GET: () => ({
          status: 200,
          headers: { 'Content-Type': 'application/yaml' },
          body: stringify(document(), { aliasDuplicateObjects: false }),
        }),
      },
    },
  ];
}
