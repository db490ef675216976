import type { Reporter, ReporterEvent } from '../../core/ports/reporter';
import { redactText } from '../../core/secrets/redact-text';
import { warningText } from './error-text';
import { jsonLine } from '../../report/json/json-text';
import { line, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { wrapText } from '../../report/text/wrap-text';

/** How events are shown. */
export interface StderrReporterOptions {
  readonly write: (text: Shown) => void;
  readonly style: Style;
  /** Infinity: nothing is wrapped. */
  readonly columns: number;
  /** Whether a person watches: progress is shown to people alone. */
  readonly terminal: boolean;
  /** How the command line is called, for commands to copy. */
  readonly called?: Shown;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** One JSON object a line, everything, whatever else is set. */
  readonly json: boolean;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
  /** Work that takes less gets no line, in milliseconds; default 1000. */
  readonly patience?: number;
}

const PATIENCE = 1000;

/** A reporter that writes to stderr: progress for whoever waits, notes and warnings for everybody. */
export interface StderrReporter extends Reporter {
  /** Stops the timer of the step under way. */
  close(): void;
}

/** Makes a {@link StderrReporter}. */
export function createStderrReporter(options: StderrReporterOptions): StderrReporter {
  const { style } = options;
  let waiting: NodeJS.Timeout | undefined;
  let shown = false;
  const stop = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  const print = (text: Shown): void => {
    options.write(line`${text}\n`);
  };
  const detailed = (step: string, detail: string | undefined): Shown =>
    detail === undefined ? foreign(step) : line`${foreign(step)}: ${foreign(detail)}`;
  const step = (event: Extract<ReporterEvent, { type: 'step:start' }>): void => {
    const text = style.paint('dim', line`… ${detailed(event.step, event.detail)}`);
    if (options.verbose) {
      print(text);
      return;
    }
    if (!options.terminal || options.quiet) return;
    stop();
    shown = false;
    waiting = setTimeout(
      () => {
        shown = true;
        print(text);
      },
      Math.max(0, (options.patience ?? PATIENCE) - options.elapsed()),
    );
    waiting.unref();
  };
  return {
    close: stop,
    report(event) {
      if (options.json) {
        print(jsonLine(event));
        return;
      }
      switch (event.type) {
        case 'step:start':
          step(event);
          break;
        case 'step:progress':
          if (shown && options.terminal && !options.quiet && event.total !== undefined) {
            print(style.paint('dim', line`  ${event.done} of ${event.total}`));
          }
          break;
        case 'step:end':
          stop();
          if (options.verbose) {
            print(style.paint('dim', line`  ${detailed(event.step, event.detail)}`));
          }
          break;
        case 'note':
          if (!options.quiet) print(wrapText(foreign(event.message), options.columns));
          break;
        case 'warning':
          if (!options.quiet) print(warningText(event.issue, style, options.columns, options.called));
          break;
      }
    },
  };
}

function foreign(text: string): Shown {
  return visible(redactText(text));
}
