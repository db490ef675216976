import { z } from 'zod';
import type { RepositoryName } from './own-requests';

/** Longest address that is shown; browsers and proxies take no longer ones either. */
const LONGEST_URL = 2048;

/** A number that names something: `1` and up. */
export const identifier = z.int().positive();

/** Id of a Git object: SHA-1 or SHA-256. */
export const objectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** An address that people are shown: http or https, without a user in it, in the letters that an address may have. */
export const webUrl = z
  .string()
  .max(LONGEST_URL)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
      context.addIssue({ code: 'custom', message: 'no address of a web page' });
      return z.NEVER;
    }
    return url.href;
  });

/** The repository of one end of a request; nothing for forks that are gone. */
export const repositoryName = z
  .object({ id: identifier, full_name: z.string() })
  .nullish()
  .transform((found): RepositoryName | undefined =>
    found === null || found === undefined ? undefined : { id: found.id, fullName: found.full_name },
  );

/** What an account may do in a repository: (owner,) admin, write, read or none. */
export const permissionAnswer = z.object({ permission: z.string() });

/** A moment as forges write it, in milliseconds since 1970; undefined where there is none. */
export const moment = z
  .string()
  .nullish()
  .transform((text): number | undefined => {
    const time = Date.parse(text ?? '');
    return Number.isNaN(time) ? undefined : time;
  });

/** What a request says of its merge. */
export function mergeOf(
  at: number | undefined,
  commit: string | null | undefined,
): { readonly merge?: { readonly at: number; readonly commit: string } } {
  const id = objectId.safeParse(commit);
  return at === undefined || !id.success ? {} : { merge: { at, commit: id.data } };
}

/** Where nothing is read. */
export const anyAnswer = z.unknown();
