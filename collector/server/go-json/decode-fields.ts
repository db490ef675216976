import { JsonScanner, JsonSyntaxError } from './json-scanner';

/** Fields of the original's report, and the text of all others by their exact name. */
export interface ReportFields {
  readonly cluster: string;
  readonly claimRef: string;
  readonly statusMessage: string;
  readonly others: ReadonlyMap<string, string>;
}

const NAMES = { cluster: 'cluster', claimref: 'claimRef', statusmessage: 'statusMessage' } as const;
type Name = (typeof NAMES)[keyof typeof NAMES];

/**
 * Reads a report as Go's `json.Decoder` reads it into the original's struct (status-facts.md §6): the first value alone, names in any case, of a name that stands twice the last value, `null` changes
 * nothing, any other type is an error.
 *
 * @returns undefined where Go finds an error
 */
export function decodeFields(text: string): ReportFields | undefined {
  try {
    return readFields(new JsonScanner(text));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

function readFields(scanner: JsonScanner): ReportFields | undefined {
  const fields: Record<Name, string> = { cluster: '', claimRef: '', statusMessage: '' };
  const others = new Map<string, string>();
  let isRight = true;
  if (!scanner.take('{')) return readNull(scanner) ? { ...fields, others } : undefined;
  if (!scanner.take('}')) {
    do {
      const key = scanner.string();
      scanner.expect(':');
      const name = nameOf(key);
      if (name === undefined) others.set(key, scanner.rawValue());
      else if (scanner.peek() === '"') fields[name] = scanner.string();
      else if (scanner.rawValue() !== 'null') isRight = false;
    } while (scanner.take(','));
    scanner.expect('}');
  }
  return isRight ? { ...fields, others } : undefined;
}

/** A `null` stands for an empty report; what follows it has to be divided from it. */
function readNull(scanner: JsonScanner): boolean {
  if (scanner.rawValue() !== 'null') return false;
  const next = scanner.text[scanner.position];
  return next === undefined || ' \n\r\t'.includes(next);
}

/** Names are compared in the simple case folding of Unicode: `ſ` is an `s`. */
function nameOf(key: string): Name | undefined {
  if (key === 'cluster' || key === 'claimRef' || key === 'statusMessage') return key;
  const folded = key.replaceAll('ſ', 's').toLowerCase();
  return Object.hasOwn(NAMES, folded) ? NAMES[folded as keyof typeof NAMES] : undefined;
}
