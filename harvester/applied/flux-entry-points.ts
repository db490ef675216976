import { isJsonList } from '../../core/json/json-guards';
import { builtPath, type DeclaredObject, fieldsOf, isElsewhere, textIn } from './declared-object';
import type { EntryPoint, Overrides } from './entry-point';
import { patchOf } from './kustomization-effects';

/** The folders that Flux Kustomizations build from this repository. */
export function fluxEntryPoints(
  objects: readonly DeclaredObject[],
  { slug }: { readonly slug: string | undefined },
): EntryPoint[] {
  const repositories = new Map<string, unknown>();
  for (const { group, kind, name, namespace, spec } of objects) {
    if (group === 'source.toolkit.fluxcd.io' && kind === 'GitRepository') {
      repositories.set(`${namespace}/${name}`, spec['url']);
    }
  }
  const found: EntryPoint[] = [];
  for (const { group, kind, name, namespace, spec, file, line } of objects) {
    if (group !== 'kustomize.toolkit.fluxcd.io' || kind !== 'Kustomization') continue;
    const source = fieldsOf(spec['sourceRef']);
    if (textIn(source['kind']) !== undefined && source['kind'] !== 'GitRepository') continue;
    const from = `${textIn(source['namespace']) ?? namespace}/${textIn(source['name']) ?? ''}`;
    const path = builtPath(spec['path']);
    if (path === undefined || isElsewhere(repositories.get(from), slug)) continue;
    const overrides = overridesOf(spec);
    found.push({
      path,
      origin: 'flux',
      name: `Kustomization ${namespace === '' ? '' : `${namespace}/`}${name}`,
      file,
      line,
      ...(overrides !== undefined && { overrides }),
    });
  }
  return found;
}

/** What a Flux Kustomization adds to the kustomization of its folder. */
function overridesOf(spec: Readonly<Record<string, unknown>>): Overrides | undefined {
  const namespace = textIn(spec['targetNamespace']);
  const namePrefix = textIn(spec['namePrefix']);
  const nameSuffix = textIn(spec['nameSuffix']);
  const components = isJsonList(spec['components'])
    ? spec['components'].filter((one) => typeof one === 'string')
    : [];
  const patches = isJsonList(spec['patches'])
    ? spec['patches'].map((one) => patchOf(fieldsOf(one), 'patches', 1))
    : [];
  const substitutes = spec['postBuild'] !== undefined;
  const overrides: Overrides = {
    ...(namespace !== undefined && { namespace }),
    ...(namePrefix !== undefined && { namePrefix }),
    ...(nameSuffix !== undefined && { nameSuffix }),
    ...(components.length > 0 && { components }),
    ...(patches.length > 0 && { patches }),
    ...(substitutes && { substitutes }),
  };
  return Object.keys(overrides).length === 0 ? undefined : overrides;
}
