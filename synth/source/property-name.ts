import { isPropertyIdentifier } from './identifier';
import { type SourceText, vouched } from './source-text';
import { quotedLiteral } from './string-literal';

/** Property name in an object literal. */
export function propertyName(key: string): SourceText {
  // In quotes, too, `__proto__:` in a literal would set the prototype; computed it is a property.
  if (key === '__proto__') return vouched("['__proto__']");
  return isPropertyIdentifier(key) ? vouched(key) : quotedLiteral(key);
}
