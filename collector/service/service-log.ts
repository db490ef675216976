import type { Logger } from 'pino';
import { escapeInvisible } from '../../core/json/canonical-json';
import { createLogger, type LogLevel, stderrStream } from './logger';

/** The log of a process. */
export interface ServiceLog {
  readonly logger: Logger;
  /** Writes what is gathered: before the process ends. */
  readonly flush: () => void;
}

/** A log to stderr, in which no character of others moves the cursor or hides. */
export function serviceLog(level: LogLevel): ServiceLog {
  const lines = stderrStream();
  const logger = createLogger(level, {
    write: (line: string) => {
      lines.write(escapeInvisible(line));
    },
  });
  return {
    logger,
    flush: () => {
      lines.flushSync();
    },
  };
}
