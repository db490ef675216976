import { readFileSync } from 'node:fs';

/** How long a token that was read is used, in milliseconds. Those of service accounts are replaced well before they end. */
const READ_EVERY = 30_000;
/** Most characters of a token. */
const LONGEST = 16_384;

/** The token of a cluster, from a file that is read again as it rotates. */
export class BearerToken {
  #token: string | undefined;
  private readAt = Number.NEGATIVE_INFINITY;

  /**
   * @param path - undefined: requests carry no token
   * @param onProblem - told why the file cannot be read; the token from before holds
   */
  constructor(
    private readonly path: string | undefined,
    private readonly now: () => number,
    private readonly onProblem: (error: unknown) => void,
  ) {}

  /** The token as it is now. */
  current(): string | undefined {
    if (this.path !== undefined && this.now() - this.readAt >= READ_EVERY) this.read(this.path);
    return this.#token;
  }

  /** Reads the file at once, after a token was refused. @returns whether it holds another one now */
  refresh(): boolean {
    const before = this.#token;
    if (this.path !== undefined) this.read(this.path);
    return this.#token !== before;
  }

  private read(path: string): void {
    this.readAt = this.now();
    try {
      const token = readFileSync(path, 'utf8').trim();
      if (!/^[\x21-\x7e]+$/.test(token) || token.length > LONGEST) {
        throw new Error('COLLECTOR_TOKEN_FILE holds no token');
      }
      this.#token = token;
    } catch (error) {
      this.onProblem(error);
    }
  }
}
