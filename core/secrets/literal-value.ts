const PLACEHOLDERS = new Set(
  'true false yes no on off null none nil unset undefined disabled enabled redacted hidden optional required auto generated'.split(
    ' ',
  ),
);

/** A whole value that stands for a secret kept elsewhere: `${DB_PASSWORD}`, `$(TOKEN)`, `{{ .x }}`, `vault:a/b`, `ENC[…]`, `****`. */
const REFERENCE_VALUE = new RegExp(
  `^(?:${[
    String.raw`\$\{[\w.]{1,128}\}`,
    String.raw`\$\([\w.]{1,128}\)`,
    String.raw`\$[A-Z][A-Z0-9_]{1,127}`,
    String.raw`\{\{[^"'{}]{1,128}\}\}`,
    String.raw`<[A-Za-z][\w .-]{0,63}>`,
    String.raw`ENC\[[A-Z0-9_]{3,},[^\]]*\]`,
    String.raw`(?:vault|secretref|env|file|op|awssm|gcpsm|azurekv|ref\+[a-z0-9]+|sops|secret)(?::|:\/\/)[\w.-]*\/[\w./#-]{1,256}`,
    String.raw`\/(?:[a-z0-9._-]{1,64}\/)+[a-z0-9._-]{0,64}`,
    '[*•.xX#-]+',
  ].join('|')})$`,
);

/** A name as Kubernetes objects have: words in lower case joined by hyphens, dots or slashes, digits only at their ends. */
const REFERENCE_NAME = /^(?:[a-z]+\d{0,3}|\d{1,3})(?:[-./](?:[a-z]+\d{0,3}|\d{1,3})){1,16}$/;

const UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
const DIGEST = /^(?:[\w./:-]{0,256}@)?(?:sha(?:1|224|256|384|512)|md5)[:-][0-9a-fA-F]{32,}$/;

/** True where a value only points at a secret or stands in for one. */
export function isReferenceValue(value: string): boolean {
  const text = value.length > 512 ? value : value.trim();
  return text === '' || PLACEHOLDERS.has(text.toLowerCase()) || REFERENCE_VALUE.test(text);
}

/** True for the name of an object, such as `app-db-credentials`: what a field `secret:` often holds. */
export function isReferenceName(value: string): boolean {
  return value.length <= 253 && REFERENCE_NAME.test(value);
}

/** True for `sha256:…` and images pinned by one. */
export function isDigest(value: string): boolean {
  return value.length <= 512 && DIGEST.test(value);
}

/** True for what a generator made rather than a person: a UUID, or letters and digits mixed without the form of a name. */
export function looksGenerated(value: string): boolean {
  if (UUID.test(value)) {
    return true;
  }
  if (value.length < 8 || /\s/.test(value) || isReferenceName(value) || isDigest(value)) {
    return false;
  }
  const hasDigit = /\d/.test(value);
  const hasLetter = /[A-Za-z]/.test(value);
  if (!value.includes('-') && !value.includes('.') && hasDigit && hasLetter) {
    return true;
  }
  return (
    value.length >= 16 && entropy(value) >= 3.5 && (hasDigit || (/[a-z]/.test(value) && /[A-Z]/.test(value)))
  );
}

/** Shannon entropy in bits per character; only the first 256 characters count. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  const text = value.slice(0, 256);
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / text.length) * Math.log2(count / text.length);
  }
  return bits;
}
