/** A kind without its version. */
export interface KindName {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** The kind of an object by what its manifest says. */
export function kindOfObject({
  apiVersion,
  kind,
}: {
  readonly apiVersion: string;
  readonly kind: string;
}): KindName {
  const slash = apiVersion.indexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), kind };
}

/** `Kind.group`, as people and kubectl name one: `Database.acme.io`; a kind of the core group has no group, `ConfigMap`. */
export function kindText({ group, kind }: KindName): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** Two spellings of one kind have one key: case does not count where people type it. */
export function kindKey(name: KindName): string {
  return kindText(name).toLowerCase();
}

const KIND_TEXT = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9][-A-Za-z0-9.]*)?$/;

/** Reads {@link kindText}; undefined for a text that is none. */
export function parseKindText(text: string): KindName | undefined {
  if (!KIND_TEXT.test(text)) return undefined;
  const dot = text.indexOf('.');
  return dot < 0 ? { group: '', kind: text } : { group: text.slice(dot + 1), kind: text.slice(0, dot) };
}
