const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * What is wrong with the key of a label or annotation, as the end of a sentence; undefined for a valid key
 * (kubernetes.io, "Labels and Selectors": optional DNS prefix of 253, a slash, a name of 63).
 */
export function labelKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const name = slash < 0 ? key : key.slice(slash + 1);
  if (slash >= 0) {
    const prefix = key.slice(0, slash);
    if (prefix.length > 253 || !PREFIX.test(prefix)) return 'has a prefix that is not a DNS name';
  }
  if (name.length > 63) return `has ${name.length} characters, more than 63`;
  return NAME.test(name)
    ? undefined
    : "must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
}

/** What is wrong with the value of a label, as the end of a sentence; undefined for a valid one. The empty value is valid. */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) return `has ${value.length} characters, more than 63`;
  return value === '' || NAME.test(value)
    ? undefined
    : "must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
}
