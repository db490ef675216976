/** What is read: the objects of one resource, in one namespace or in all. */
export interface ReadTarget {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** Undefined: all of them, or it has none. */
  readonly namespace?: string;
  /** Label selector. */
  readonly selector?: string;
}

/** Path of a request for it. */
export function resourcePath(target: ReadTarget, query: Readonly<Record<string, string>>): string {
  const { group, version, resource, namespace, selector } = target;
  const parts = [
    ...(group === '' ? ['api'] : ['apis', group]),
    version,
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    resource,
  ];
  const search = new URLSearchParams({
    ...query,
    ...(selector !== undefined && { labelSelector: selector }),
  });
  return `/${parts.map(encodeURIComponent).join('/')}?${search.toString()}`;
}
