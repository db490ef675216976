import type { ApiClient } from '../connection/api-client';
import { API_TIMES } from '../connection/api-client';
import { consume } from '../connection/consume';
import { ReadFailure } from '../connection/read-failure';
import { field, textField } from '../summary/foreign-fields';
import { ItemScanner } from './item-scanner';
import { type ReadTarget, resourcePath } from './resource-path';

/** Objects of a page. */
const PAGE = '500';

/** How a list is read. */
export interface Listing {
  readonly client: ApiClient;
  readonly target: ReadTarget;
  readonly signal: AbortSignal;
  /** In one piece: where a page expired before the next was asked for. */
  readonly isWhole: boolean;
  readonly take: (item: unknown) => void;
}

/**
 * Reads a whole list, page by page, item by item.
 *
 * @returns the version to watch from, and what was around the items
 * @throws ReadFailure
 */
export async function listPages(listing: Listing): Promise<{ version: string; envelope: unknown }> {
  let next = '';
  const asked = new Set<string>();
  for (;;) {
    const query = { ...(!listing.isWhole && { limit: PAGE }), ...(next !== '' && { continue: next }) };
    const envelope = await readPage(listing, query);
    const metadata = field(envelope, 'metadata');
    const version = textField(metadata, 'resourceVersion', 128);
    if (version === '') throw new ReadFailure('broken', 'the list has no version');
    next = textField(metadata, 'continue', 65_536);
    if (next === '') return { version, envelope };
    // It would never end, without a failure that slows it down.
    if (asked.has(next)) throw new ReadFailure('broken', 'the pages of the list lead back to an earlier one');
    asked.add(next);
  }
}

async function readPage(listing: Listing, query: Readonly<Record<string, string>>): Promise<unknown> {
  const { client, target, signal, take } = listing;
  const response = await client.open(resourcePath(target, query), signal);
  const scanner = new ItemScanner((item) => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(item.toString());
    } catch {
      throw new ReadFailure('broken', 'an item of the list is not JSON');
    }
    take(parsed);
  });
  await consume(response, { silence: API_TIMES.silence, signal }, (chunk) => {
    scanner.feed(chunk);
  });
  return scanner.end();
}
