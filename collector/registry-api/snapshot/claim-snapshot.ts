import { setImmediate } from 'node:timers/promises';
import { readRegistry } from '../../../harvester/registry/scan-registry';
import type { RegistrySchema } from '../../../harvester/registry/registry-schema';
import { goJsonText } from '../../service/http/go-json-text';
import { type ClaimItem, claimItem, interner } from './claim-item';
import { entityTag } from './entity-tag';

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

const HEAD = Buffer.from('{"apiVersion":"claim-registry.io/v1alpha1","kind":"ClaimList","items":[');
const COMMA = Buffer.from(',');
const LINE_FEED = Buffer.from('\n');
/** Claims between two breaths: requests are answered in between. */
const SLICE = 2_000;

/** A registry at one moment, with everything that is asked for most written down. */
export class ClaimSnapshot {
  private readonly ones = new Map<string, Body>();
  private readonly firstOf = new Map<string, number>();

  private constructor(
    readonly schema: RegistrySchema,
    readonly items: readonly ClaimItem[],
    /** Each claim as JSON. */
    private readonly parts: readonly Buffer[],
    /** The whole list. */
    readonly list: Body,
  ) {
    for (const [index, { name }] of items.entries()) {
      if (!this.firstOf.has(name)) this.firstOf.set(name, index);
    }
  }

  /**
   * Reads a registry of either schema.
   *
   * @throws ToolkitError `registry-unreadable`
   */
  static async of(text: string, file: string): Promise<ClaimSnapshot> {
    const { entries, schema } = readRegistry(text, file);
    const interned = interner();
    const items: ClaimItem[] = [];
    const parts: Buffer[] = [];
    for (const entry of entries) {
      const item = claimItem(entry, interned);
      items.push(item);
      parts.push(Buffer.from(goJsonText(item).slice(0, -1)));
      if (items.length % SLICE === 0) await setImmediate();
    }
    return new ClaimSnapshot(schema, items, parts, listOf(parts, ''));
  }

  /** The first claim of a name, as the original finds it. */
  one(name: string): Body | undefined {
    const known = this.ones.get(name);
    if (known !== undefined) return known;
    const index = this.firstOf.get(name);
    if (index === undefined) return undefined;
    const body = bodyOf(Buffer.concat([this.parts[index] as Buffer, LINE_FEED]));
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
      indexes.map((index) => this.parts[index] as Buffer),
      behind,
    );
  }
}

function listOf(parts: readonly Buffer[], behind: string): Body {
  const chunks: Buffer[] = [HEAD];
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
