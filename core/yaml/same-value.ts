/**
 * Whether two plain values are the same to a cluster: `1`, `1.0` and `1n` are equal, the order of keys does not matter, a key
 * that is `undefined` is missing, `null` and missing are two things.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  // A float beyond 2^53 is written with as few digits as tell it apart: read back as an integer it is another number.
  if (isNumeric(left) && isNumeric(right)) return left == right || String(left) === String(right);
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && sameList(left, right);
  }
  return sameObject(left as Record<string, unknown>, right as Record<string, unknown>);
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (!sameValue(left[index], right[index])) return false;
  }
  return true;
}

function sameObject(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  let present = 0;
  for (const key of Object.keys(left)) {
    const value = left[key];
    if (value === undefined) continue;
    present += 1;
    // `hasOwn`: a key named like something of Object.prototype must not be found there.
    if (!Object.hasOwn(right, key) || right[key] === undefined || !sameValue(value, right[key])) return false;
  }
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined) present -= 1;
  }
  return present === 0;
}
