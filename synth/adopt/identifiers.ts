import { isVariableName } from '../source/identifier';

/** Longer ones are read by nobody. */
const LONGEST = 60;

/** Hands out identifiers that are legal in TypeScript and unique in one file. */
export class Identifiers {
  private readonly taken: Set<string>;
  /** Number that the next identifier of a text gets. */
  private readonly next = new Map<string, number>();

  /** @param taken - names that the file uses otherwise, e.g. imports and parameters */
  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  /** A name like `text`: `app-pvc` becomes `appPvc`, `3d` becomes `claim3d`; numbered when it is taken. */
  of(text: string, prefix = 'claim'): string {
    const base = camelCase(text, prefix);
    let count = this.next.get(base) ?? 2;
    let name = base;
    while (this.taken.has(name) || !isVariableName(name)) {
      name = `${base}${count}`;
      count += 1;
    }
    this.next.set(base, count);
    this.taken.add(name);
    return name;
  }
}

function camelCase(text: string, prefix: string): string {
  const words = text
    .slice(0, 4 * LONGEST)
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const name = words
    .map((word, index) => (index === 0 ? firstWord(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, LONGEST);
  if (name === '') return prefix;
  return /^[0-9]/.test(name) ? `${prefix}${name}` : name;
}

/** `VMName` begins a name as `vmName`, `TLS` as `tls`. */
function firstWord(word: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|^[A-Z]/.exec(word)?.[0] ?? '';
  return capitals.toLowerCase() + word.slice(capitals.length);
}
