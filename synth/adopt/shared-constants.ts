import type { JsonValue } from '../../core/claim-model';
import { identifier } from '../source/identifier';
import { code, joined, NOTHING, type SourceText } from '../source/source-text';
import type { Identifiers } from './identifiers';
import { literalOnOneLine, valueLiteral, type LiteralContext } from './value-literal';
import { fieldKey, NO_COMMENTS, type YamlComments } from './yaml-comments';

/** A constant pays from the third use on, and only for what is tedious to read again. */
const USES = 3;
const OBJECT_LENGTH = 40;
const TEXT_LENGTH = 30;

/** One value to be looked through, with the comments of its file. */
export interface ConstantSource {
  readonly value: JsonValue;
  readonly field: string;
  readonly comments: YamlComments;
}

/** Values that several claims of a file share under the same field name, lifted to constants. */
export class SharedConstants {
  private readonly names = new Map<string, { readonly name: string; readonly value: JsonValue }>();
  private readonly texts = new WeakMap<object, string>();

  constructor(sources: readonly ConstantSource[], identifiers: Identifiers) {
    let allowed: ReadonlySet<string> | undefined;
    // A value inside of a lifted one is used less often than it stands there, so it is counted anew until all pay.
    for (let round = 0; round < 6; round += 1) {
      const counts = new Map<string, { count: number; value: JsonValue; key: string }>();
      for (const source of sources) this.count(source.value, source.field, source.comments, counts, allowed);
      const paying = new Set([...counts].filter(([, { count }]) => count >= USES).map(([id]) => id));
      const settled: boolean = allowed !== undefined && paying.size === allowed.size;
      allowed = paying;
      if (!settled) continue;
      for (const [id, { value, key }] of counts) {
        if (paying.has(id)) this.names.set(id, { name: identifiers.of(key, 'shared'), value });
      }
      break;
    }
  }

  /** Name of the constant for a value at a field, if it has one. */
  nameFor(field: string, value: JsonValue, comments: YamlComments): SourceText | undefined {
    if (this.names.size === 0 || comments.around.has(field)) return undefined;
    const id = this.idOf(field, value);
    const name = id === undefined ? undefined : this.names.get(id)?.name;
    return name === undefined ? undefined : identifier(name);
  }

  /** The declarations, one paragraph. */
  declarations(): SourceText {
    const context: LiteralContext = {
      comments: NO_COMMENTS,
      written: new Set(),
      constantFor: () => undefined,
    };
    return joined(
      [...this.names.values()].map(({ name, value }) => {
        const head = code`const ${identifier(name)} = `;
        const column = head.length + ' as const'.length;
        const end = typeof value === 'string' ? NOTHING : code` as const`;
        return code`${head}${valueLiteral(value, '', NOTHING, column, context)}${end};\n`;
      }),
    );
  }

  private count(
    value: JsonValue,
    field: string,
    comments: YamlComments,
    counts: Map<string, { count: number; value: JsonValue; key: string }>,
    allowed: ReadonlySet<string> | undefined,
  ): void {
    const id = comments.around.has(field) ? undefined : this.idOf(field, value);
    if (id !== undefined && (allowed?.has(id) ?? true)) {
      const known = counts.get(id);
      if (known === undefined) counts.set(id, { count: 1, value, key: lastStep(field) });
      else known.count += 1;
      if (allowed !== undefined) return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [step, item] of Object.entries(value)) {
      this.count(item, fieldKey(field, step), comments, counts, allowed);
    }
  }

  private idOf(field: string, value: JsonValue): string | undefined {
    const key = lastStep(field);
    // A claim without its own spec says nothing any more.
    if (field.lastIndexOf('\0') <= 0) return undefined;
    // Items of a list have no name to call a constant by.
    if (/^[0-9]*$/.test(key)) return undefined;
    // The length says where the key ends, whatever stands in it.
    if (typeof value === 'string') {
      return value.length >= TEXT_LENGTH ? `${key.length} ${key}"${value}` : undefined;
    }
    if (typeof value !== 'object' || value === null) return undefined;
    let text = this.texts.get(value);
    if (text === undefined) {
      text = literalOnOneLine(value);
      this.texts.set(value, text);
    }
    return text.length >= OBJECT_LENGTH ? `${key.length} ${key}{${text}` : undefined;
  }
}

function lastStep(field: string): string {
  return field.slice(field.lastIndexOf('\0') + 1);
}
