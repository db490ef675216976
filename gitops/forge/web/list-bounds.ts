import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ForgeTransport } from './forge-transport';

/** How much of one list is read, over all its pages. */
const MOST_PAGES = 200;
const LONGEST_LIST = 256 * 1024 * 1024;
const LONGEST_TIME = 300_000;

/** Ends the reading of a list that does not end by itself. */
export class ListBounds {
  private pages = 0;
  private readonly from: number;
  private readonly started = performance.now();

  /** @param what - the route, for messages */
  constructor(
    private readonly transport: ForgeTransport,
    private readonly what: string,
  ) {
    this.from = transport.received;
  }

  /** Before each page. Throws `forge-answer-too-large`. */
  check(): void {
    this.pages += 1;
    const { host, received } = this.transport;
    const isLong = received - this.from > LONGEST_LIST || performance.now() - this.started > LONGEST_TIME;
    if (this.pages > MOST_PAGES || isLong) {
      throw new ToolkitError(
        'forge-answer-too-large',
        `${host} answers ${this.what} with more than ${MOST_PAGES} pages, 256 MiB or 5 minutes`,
        { data: { host } },
      );
    }
  }
}
