import { inlineCode } from './inline-code';
import { withoutTrailing } from '../../core/trim-ends';

/**
 * `file:line` in code, with a link beside it where a web address is known. The text of the link is ours, its target is
 * percent-encoded: nothing of the path can end it or lead elsewhere.
 *
 * @param base - address of the folder that paths are relative to, such as `https://github.com/acme/app/blob/<commit>/`
 */
export function sourceLink(file: string, line: number | undefined, base: string | undefined): string {
  const place = inlineCode(line === undefined ? file : `${file}:${line}`);
  const url = base === undefined ? undefined : webAddress(base, file, line);
  return url === undefined ? place : `${place} ([open](${url}))`;
}

/** ` ([open](…))` to an address of ours; nothing where there is none or it is not of the plain kind. */
export function markdownLink(address: string | undefined): string {
  return address !== undefined && WEB_BASE.test(address) && address.length <= LONGEST_ADDRESS
    ? ` ([open](${address}))`
    : '';
}

const WEB_BASE = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~%/-]*)?$/;
const LONGEST_ADDRESS = 500;

function webAddress(base: string, file: string, line: number | undefined): string | undefined {
  const segments = file.split('/');
  if (!WEB_BASE.test(base) || file.startsWith('/') || segments.includes('..') || /\p{Cs}/u.test(file)) {
    return undefined;
  }
  const path = segments.map(encodeSegment).join('/');
  const url = `${withoutTrailing(base, '/')}/${path}${line === undefined ? '' : `#L${line}`}`;
  return url.length > LONGEST_ADDRESS ? undefined : url;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
