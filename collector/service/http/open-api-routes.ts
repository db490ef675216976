import { stringify } from 'yaml';
import { jsonAnswer } from './answers';
import type { Answer, Route, RouteHandler } from './route';

/**
 * Where a service describes itself: as JSON, and as YAML under the name that the originals have.
 *
 * @param paths - further paths of the YAML
 */
export function openApiRoutes(document: () => object, ...paths: readonly string[]): readonly Route[] {
  const json = once(() => jsonAnswer(200, document()));
  const yaml = once(() => ({
    status: 200,
    headers: { 'Content-Type': 'application/yaml' },
    body: stringify(document(), { aliasDuplicateObjects: false }),
  }));
  return [
    { path: '/openapi.json', methods: { GET: json } },
    ...['/openapi.yaml', ...paths].map((path) => ({ path, methods: { GET: yaml } })),
  ];
}

/** It never changes, and YAML takes longer to write than anything else that a client can ask for. */
function once(make: () => Answer): RouteHandler {
  let answer: Answer | undefined;
  return () => (answer ??= make());
}
