import type { Token } from './forge-api';
import type { TransportOptions } from './forge-transport';

/** How to keep change requests on a forge with pull requests. */
export interface WebForgeOptions extends TransportOptions {
  /** The token, or how to get it: asked for with the first request. */
  readonly token: Token;
  /** `owner/name`. */
  readonly repository: string;
  /** Version of this tool, for the User-Agent. */
  readonly version: string;
  /** How commits get there: by pushes, or through the API where pushes are not allowed. Default `push`. */
  readonly commits?: 'push' | 'api';
  /** Longest pause that a run makes when the forge asks for one, in seconds; default {@link LONGEST_PAUSE}. */
  readonly longestPause?: number;
  /** Told before each such pause. */
  readonly onPause?: (seconds: number, reason: string) => void;
  /** Milliseconds to wait before something is asked again; injected in tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Seconds. */
export const LONGEST_PAUSE = 300;
