import type { CliStream } from './output/text-sink';
import type { WatchFolder } from './watch/folder-watcher';

/** The process as the command line sees it; tests hand in their own. */
export interface CliProcess {
  /** Without `node` and the script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  readonly signal: AbortSignal;
  /** How long work may take before a person is told what goes on, in milliseconds; default 1000. */
  readonly patience?: number;
  /** Default: that of the disk. */
  readonly watchFolder?: WatchFolder;
}
