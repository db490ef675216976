import { isJsonObject } from '../../core/json/json-guards';
import { joinPath } from './tree-paths';

/** An object of a repository that says what is built, as far as it is looked at. */
export interface DeclaredObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where it says none. */
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** Line of the file on which its document begins, from 1. */
  readonly line: number;
}

/** A map; an empty one for whatever else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}

/** A text that says something. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A path as Flux and Argo CD write it, from the top of the repository; undefined where it holds variables or leads out. */
export function builtPath(value: unknown): string | undefined {
  const path = textIn(value) ?? '';
  return /\$\{|\{\{/.test(path) ? undefined : joinPath('', path.replace(/^\/+/, ''));
}

/** Whether an address is that of another repository than this one, as far as that can be told. */
export function isElsewhere(url: unknown, slug: string | undefined): boolean {
  const address = textIn(url);
  if (address === undefined || slug === undefined || slug === '' || /\$\{|\{\{/.test(address)) return false;
  const path = address
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
  return !path.endsWith(`/${slug.toLowerCase()}`) && !path.endsWith(`:${slug.toLowerCase()}`);
}
