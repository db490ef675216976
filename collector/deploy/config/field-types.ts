import { z } from 'zod';
import { isGroup } from '../../../core/kind-choice';
import { parseGoDuration } from '../../../core/time/go-duration';

const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;
const DIGEST = /^[a-z\d][\w.:/-]{0,400}@sha256:[\da-f]{64}$/;

/** Name of a namespace, a Secret, a Service. */
export const name = z
  .string()
  .regex(
    LABEL,
    'a name of lower-case letters, digits and hyphens, 63 characters at most, no hyphen at its ends',
  );

/** What names of objects begin with: room is left for what they end with. */
export const prefix = name.max(40, 'at most 40 characters long');

/** Name of a cluster in reports. It stands in names of objects too. */
export const clusterName = name.max(40, 'at most 40 characters long');

/** An image by digest: a tag may be another image tomorrow. */
export const image = z
  .string()
  .regex(DIGEST, 'an image with a digest, <repository>@sha256:<64 hexadecimal digits>');

/** SHA-256 of a token. */
export const tokenHash = z
  .string()
  .regex(/^[\da-f]{64}$/, 'a SHA-256 as 64 hexadecimal digits, as `claims deploy token` prints it');

/** Amount of memory, CPU or disk, as Kubernetes writes it. */
export const quantity = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,12}|0?\.\d{1,3}|[1-9]\d{0,8}\.\d{1,3})(?:m|k|Ki|M|Mi|G|Gi|T|Ti)?$/,
    'an amount, such as 500m, 128Mi or 1Gi',
  );

/** A duration as the services read it. */
export const duration = z.string().refine(isDuration, 'a duration of more than zero, such as 30s or 1h');

/** Name of an API group. */
export const group = z.string().refine(isGroup, 'the name of an API group, such as db.acme.io');

/** Key in a Secret or ConfigMap. */
export const dataKey = z
  .string()
  .regex(/^[\w.-]{1,253}$/, 'a key of letters, digits, dots, hyphens and underscores');

/** DNS name of an Ingress. */
export const hostName = z
  .string()
  .max(253)
  .refine((text) => text.split('.').every((part) => LABEL.test(part)), 'a host name, such as claims.acme.io');

/** Text for an environment variable: no line breaks, nothing that a kubelet would expand. */
export const plainText = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[^\p{Cc}]*$/u, 'a text of one line')
  .refine((text) => !text.includes('$('), 'a text without $(, which Kubernetes would replace');

/** An address with a host, and no user or password in it. */
export const address = plainText.refine(isAddress, 'an http: or https: address without user and password');

/** A duration of more than zero. */
function isDuration(text: string): boolean {
  const read = parseGoDuration(text);
  return 'milliseconds' in read && read.milliseconds > 0;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
