import pino, { type DestinationStream, type Logger } from 'pino';
import { redactText } from '../../core/secrets/redact-text';

/** Levels of `LOG_LEVEL`, from the most to the least. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of them. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The log of a service: a JSON object a line. Every text in it goes through the rules for secrets, whoever wrote it.
 *
 * @param stream - where the lines go; stderr in a process
 */
export function createLogger(level: LogLevel, stream: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      hooks: {
        logMethod(args, method) {
          const redacted = args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg));
          method.apply(this, redacted as Parameters<typeof method>);
        },
      },
      serializers: { err: errorFields },
    },
    stream,
  );
}

/** Lines to stderr, gathered: a synchronous write for each request would cost more than the request. */
export function stderrStream(): DestinationStream & { flushSync(): void; end(): void } {
  return pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 200 });
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? redactText(value) : value,
    ]),
  );
}

function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redactText(String(error)) };
  const { name, message, stack } = error;
  return { type: name, message: redactText(message), stack: redactText(stack ?? '') };
}
