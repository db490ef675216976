const RESERVED = new Set(
  (
    'abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger declare default delete do else enum eval ' +
    'export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number ' +
    'object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined ' +
    'unique unknown var void while with yield globalThis process console exports app category'
  ).split(' '),
);

/** Hands out identifiers that are legal in TypeScript and unique in one file. */
export class Identifiers {
  private readonly taken: Set<string>;

  /** @param taken - names that the file uses otherwise, e.g. imports */
  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  /** A name like `text`: `app-pvc` becomes `appPvc`, `3d` becomes `claim3d`; numbered when it is taken. */
  of(text: string, prefix = 'claim'): string {
    const base = camelCase(text, prefix);
    let name = base;
    for (let count = 2; this.taken.has(name) || RESERVED.has(name); count += 1) name = `${base}${count}`;
    this.taken.add(name);
    return name;
  }
}

function camelCase(text: string, prefix: string): string {
  const words = text
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const name = words
    .map((word, index) => (index === 0 ? firstWord(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  if (name === '') return prefix;
  return /^[0-9]/.test(name) ? `${prefix}${name}` : name;
}

/** `VMName` begins a name as `vmName`, `TLS` as `tls`. */
function firstWord(word: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|^[A-Z]/.exec(word)?.[0] ?? '';
  return capitals.toLowerCase() + word.slice(capitals.length);
}
