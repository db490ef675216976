import { type EntryVisitor, visitInTurns } from '../../../harvester/registry/visit-registry';
import type { RegistrySchema } from '../../../harvester/registry/registry-schema';
import { goJsonText } from '../../service/http/go-json-text';
import { type ClaimItem, claimItem, interner } from './claim-item';
import { entityTag } from './entity-tag';
import { LIST_HEAD, ListWriter, type WrittenList } from './list-writer';

/** What is sent as it is. */
export interface Body {
  /** A short one is text: Node sends it with the headers in one piece, which bytes never are. */
  readonly body: Buffer | string;
  readonly size: number;
  /** With its quotes. */
  readonly tag: string;
}

/** Most bytes of a body that is text. */
const SHORT = 16 * 1024;

const COMMA = Buffer.from(',');
const LINE_FEED = Buffer.from('\n');

/** A registry at one moment, with everything that is asked for most written down. */
export class ClaimSnapshot {
  private readonly ones = new Map<string, Body>();

  private constructor(
    readonly schema: RegistrySchema,
    readonly items: readonly ClaimItem[],
    /** Places of the first claim of each name. */
    private readonly firstOf: ReadonlyMap<string, number>,
    private readonly written: WrittenList,
    /** The whole list. */
    readonly list: Body,
  ) {}

  /**
   * Reads a registry of either schema. Requests are answered meanwhile.
   *
   * @param registry - text, or UTF-8
   * @throws ToolkitError `registry-unreadable`
   */
  static async of(registry: string | Buffer, file: string): Promise<ClaimSnapshot> {
    // Parts of a text would keep all of it in memory, parts of bytes are copies.
    const bytes = typeof registry === 'string' ? Buffer.from(registry) : registry;
    let items: ClaimItem[] = [];
    let firstOf = new Map<string, number>();
    let writer = new ListWriter(bytes.length);
    const begin = (): EntryVisitor => {
      const interned = interner();
      items = [];
      firstOf = new Map();
      writer = new ListWriter(bytes.length);
      return (entry) => {
        const item = claimItem(entry, interned);
        if (!firstOf.has(item.name)) firstOf.set(item.name, items.length);
        items.push(item);
        writer.add(goJsonText(item).slice(0, -1));
      };
    };
    const { schema } = await visitInTurns(bytes, file, begin);
    const written = writer.end();
    const { body, tag } = written;
    const size = body.length;
    const list = { body: size > SHORT ? body : body.toString('utf8'), size, tag };
    return new ClaimSnapshot(schema, items, firstOf, written, list);
  }

  /** The first claim of a name, as the original finds it. */
  one(name: string): Body | undefined {
    const known = this.ones.get(name);
    if (known !== undefined) return known;
    const index = this.firstOf.get(name);
    if (index === undefined) return undefined;
    const body = bodyOf(Buffer.concat([this.written.part(index), LINE_FEED]));
    this.ones.set(name, body);
    return body;
  }

  /**
   * Some of the claims.
   *
   * @param indexes - of {@link items}
   * @param behind - JSON fields that follow the items, with their comma
   */
  some(indexes: readonly number[], behind = ''): Body {
    return listOf(
      indexes.map((index) => this.written.part(index)),
      behind,
    );
  }
}

function listOf(parts: readonly Buffer[], behind: string): Body {
  const chunks: Buffer[] = [LIST_HEAD];
  for (const [index, part] of parts.entries()) {
    if (index > 0) chunks.push(COMMA);
    chunks.push(part);
  }
  chunks.push(Buffer.from(`]${behind}}\n`));
  return bodyOf(Buffer.concat(chunks));
}

function bodyOf(bytes: Buffer): Body {
  const size = bytes.length;
  return { body: size > SHORT ? bytes : bytes.toString('utf8'), size, tag: entityTag(bytes) };
}
