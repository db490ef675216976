const PLACEHOLDERS = new Set(
  'true false yes no on off null none nil unset undefined disabled enabled redacted hidden optional required auto generated string number boolean'.split(
    ' ',
  ),
);

/** A whole value that stands for a secret kept elsewhere: `${DB_PASSWORD}`, `$(TOKEN)`, `{{ .x }}`, `vault:a/b`, `ENC[…]`, `****`. */
const REFERENCE_VALUES: readonly RegExp[] = [
  // variables of shells, Kubernetes, Compose (an empty default or a message behind `:?`), Windows, Ruby, Spring
  /^\$\{\{?[ \w.[\]'-]{1,128}(?::?[?-])?\}?\}$/,
  /^\$\([\w .-]{1,128}\)$/,
  /^\${1,2}(?:env:)?[A-Z][A-Z0-9_]{1,127}$/i,
  /^%[A-Z][A-Z0-9_]{1,127}%$/i,
  /^#\{[\w.]{1,128}\}$/,
  /^\{\{[^{}]{1,256}\}\}$/,
  /^\{%[^{}]{1,256}%\}$/,
  /^<%=[^<>]{1,128}%>$/,
  /^<[A-Za-z][\w .-]{0,63}>$/,
  /^@[A-Za-z][\w.]{0,31}\([^()]{1,256}\)$/,
  // what is encrypted: SOPS, jasypt, Spring
  /^ENC\[[A-Z0-9_]{3,},[^\]]*\]$/,
  /^ENC\([A-Za-z0-9+/=]{16,}\)$/,
  /^\{cipher\}[A-Za-z0-9+/=]{16,}$/,
  // a place in a store
  /^(?:vault|secretref|env|file|op|awssm|gcpsm|azurekv|ref\+[a-z0-9]{1,32}|sops|secret|doppler|keyring)(?::|:\/\/)[\w.-]*\/[\w./#-]{1,256}$/,
  /^arn:aws[a-z-]{0,16}:[a-z0-9-]{1,32}:[a-z0-9-]{0,32}:\d{0,12}:[\w/.:*+=@-]{1,256}$/,
  /^projects\/[\w.-]{1,128}\/secrets\/[\w./-]{1,256}$/,
  /^\/(?:[a-z0-9._-]{1,64}\/)+[a-z0-9._-]{0,64}$/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|secret|env_var|vault|ENV|reference)\b/,
  // what a program or a configuration says in place of the value
  /^(?:var|local|data|module|each|input|secrets|vars|env|process\.env|inputs|params|random_password|args|props|config|this|self|settings)\.[\w$.[\]?!]{1,128}$/,
  /^(?:os\.)?(?:environ|getenv|env)\b[[(]["']?\w{1,128}["']?[\])]$/i,
  /^[*•.xX#-]+$/,
];

/** A name as Kubernetes objects have: words in lower case joined by hyphens, dots or slashes, digits only at their ends. */
const REFERENCE_NAME = /^(?:[a-z]+\d{0,3}|\d{1,3})(?:[-./](?:[a-z]+\d{0,3}|\d{1,3})){1,16}$/;

const UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
const DIGEST = /^(?:[\w./:-]{0,256}@)?(?:sha(?:1|224|256|384|512)|md5)[:-][0-9a-fA-F]{32,}$/;

/** True where a value only points at a secret or stands in for one. */
export function isReferenceValue(value: string): boolean {
  const text = value.length > 512 ? value : value.trim();
  return (
    text === '' ||
    PLACEHOLDERS.has(text.toLowerCase()) ||
    REFERENCE_VALUES.some((pattern) => pattern.test(text))
  );
}

/** True for the name of an object, such as `app-db-credentials`: what a field `secret:` often holds. */
export function isReferenceName(value: string): boolean {
  return value.length <= 253 && REFERENCE_NAME.test(value);
}

/** True for `sha256:…` and images pinned by one. */
export function isDigest(value: string): boolean {
  return value.length <= 512 && DIGEST.test(value);
}

/** True for what an `Authorization` header holds: a scheme and credentials (RFC 9110, §11.4), or credentials alone. */
export function holdsCredentials(value: string): boolean {
  const [scheme = '', credentials, ...more] = value
    .slice(0, 1024)
    .trim()
    .split(/[ \t]+/, 8);
  if (credentials === undefined) {
    return looksGenerated(scheme);
  }
  if (!/^[A-Za-z][\w-]{0,31}$/.test(scheme) || isReferenceValue(credentials)) {
    return false;
  }
  const rest = value.slice(scheme.length);
  // "Bearer token is required" is prose
  return (
    !isReferenceValue(rest) &&
    (more.length === 0 || credentials.includes('=') || !/^[a-z]+$/.test(credentials))
  );
}

/** True for what a generator made rather than a person: a UUID, or letters and digits mixed without the form of a name. */
export function looksGenerated(value: string): boolean {
  if (UUID.test(value)) {
    return true;
  }
  // an address is judged by its user information
  if (
    value.length < 8 ||
    /^[a-z][a-z0-9+.-]{0,31}:\/\//.test(value) ||
    /\s/.test(value) ||
    isReferenceName(value) ||
    isDigest(value)
  ) {
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
