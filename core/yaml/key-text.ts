/** The text of a key in JSON, as `sigs.k8s.io/yaml` writes it; undefined where it refuses the key. */
export function keyText(key: unknown): string | undefined {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean' || typeof key === 'bigint') return String(key);
  if (typeof key !== 'number') return undefined;
  return Number.isSafeInteger(key) ? String(key) : floatKeyText(key);
}

/** Go's `FormatFloat(key, 'g', -1, 32)`: as few digits as tell apart two floats of 32 bits. */
function floatKeyText(key: number): string {
  const single = Math.fround(key);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', power = '0'] = single.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(single.toPrecision(digits)));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
