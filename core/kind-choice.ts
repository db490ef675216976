import { z } from 'zod';

/** Which kinds are watched: one by name, all of an API group, or all that Crossplane's definitions make. */
export type KindChoice =
  | { readonly type: 'resource'; readonly group: string; readonly version: string; readonly resource: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'definitions' };

const PART = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;
const VERSION = /^v\d+(?:(?:alpha|beta)\d+)?$/;

/** Whether a text is a name of an API group: `db.acme.io`. */
export function isGroup(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => PART.test(part));
}

/** Whether a text is a version of an API: `v1`, `v1alpha1`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Whether a text is the name of a resource: the plural of a kind, in small letters. */
export function isResource(text: string): boolean {
  return PART.test(text);
}

/** `postgresqls.v1.db.acme.io`, `*.db.acme.io` or `xrds`. */
export const kindChoice = z.string().transform((text, context): KindChoice => {
  if (text === 'xrds') return { type: 'definitions' };
  const [resource = '', version = '', ...rest] = text.split('.');
  const [group, whole] = [rest.join('.'), text.slice(resource.length + 1)];
  if (resource === '*' && isGroup(whole)) return { type: 'group', group: whole };
  if (isResource(resource) && isVersion(version) && isGroup(group)) {
    return { type: 'resource', group, version, resource };
  }
  const message = `'${text.slice(0, 300)}' is not a kind; write <resource>.<version>.<group>, *.<group> or xrds`;
  context.addIssue({ code: 'custom', message, input: text });
  return z.NEVER;
});
