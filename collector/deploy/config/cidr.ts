import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** A block of addresses, as 10.0.0.0/16 or fd00::/8. The API server takes no other form: bits outside of the prefix must be zero. */
const cidr = z
  .string()
  .refine(isCidr, 'a block of addresses, such as 10.0.0.0/16, with no bits set after its prefix');

/** One block or several. */
export const cidrs = z.union([cidr.transform((one) => [one]), z.array(cidr).min(1)]);

/** Every address there is. */
export const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0'];

function isCidr(text: string): boolean {
  const [, host = '', digits = ''] = /^([\da-fA-F.:]{2,45})\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(host);
  if (family === 0 || String(Number(digits)) !== digits) return false;
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(digits);
  if (prefix > bits) return false;
  return prefix === bits || isFirstOf(host, prefix, family === 4 ? 'ipv4' : 'ipv6');
}

/** The block of an address that is not its first one holds the address before it too. */
function isFirstOf(host: string, prefix: number, family: 'ipv4' | 'ipv6'): boolean {
  const before = oneLess(host, family);
  if (before === undefined) return true;
  const block = new BlockList();
  block.addSubnet(host, prefix, family);
  return !block.check(before, family);
}

/** @returns undefined for the very first address */
function oneLess(host: string, family: 'ipv4' | 'ipv6'): string | undefined {
  const parts = family === 'ipv4' ? host.split('.').map(Number) : groupsOf(host);
  const most = family === 'ipv4' ? 0xff : 0xffff;
  let index = parts.length - 1;
  while (index >= 0 && parts[index] === 0) parts[index--] = most;
  if (index < 0) return undefined;
  parts[index] = (parts[index] ?? 0) - 1;
  return family === 'ipv4' ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}

function groupsOf(host: string): number[] {
  // The last 32 bits may be written as IPv4.
  const tailStart = host.lastIndexOf(':') + 1;
  const four = host.slice(tailStart).split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = four;
  const plain =
    four.length === 4
      ? `${host.slice(0, tailStart)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
      : host;
  const [head = '', tail] = plain.split('::');
  const [first, last] = [head, tail ?? ''].map((side) =>
    side === '' ? [] : side.split(':').map((part) => Number.parseInt(part, 16)),
  ) as [number[], number[]];
  return tail === undefined
    ? first
    : [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
}
