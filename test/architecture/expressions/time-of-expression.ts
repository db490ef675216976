import { createContext, Script } from 'node:vm';
import { cpuTime } from '../../cpu-time';
import type { AdversarialText } from './adversarial-texts';
import type { Expression } from './collect-expressions';

/** Milliseconds of processor time: what takes less at the first length is not looked at more closely. */
const UNSUSPICIOUS = 1;
/** Only from here on can growth be told from noise. */
const TELLING = 20;
/** Four times the text: linear work takes four times as long, quadratic work sixteen times. */
const GROWTH = 4;
const MOST_GROWTH = 9;
/** Growth in between is noise: a longer text decides. */
const LINEAR_GROWTH = 6;
/** In characters. */
const LONGEST_TEXT = 1024 * 1024;
/** A run that takes longer is ended, in milliseconds of the clock: exponential work would never end. */
const LONGEST_RUN = 1000;
/** So many repetitions show exponential work, and nothing else takes long on them. */
const FEW = 22;
/** Cubic work takes long on it, in characters. */
const SHORT = 512;

/** A text on which an expression takes more than linear time. */
export interface SlowText extends AdversarialText {
  readonly place: string;
  /** Length of the text, in characters. */
  readonly length: number;
  /** Milliseconds of processor time for a quarter of it and for all of it. */
  readonly times: readonly number[];
}

/**
 * The first text on which an expression takes more than linear time, if there is one. Processor time is measured, and only its
 * growth judged, so that a busy machine does not count. A text that takes long is lengthened until its time is telling.
 *
 * @param length - to begin with, in characters
 */
export function slowText(
  expression: Expression,
  texts: readonly AdversarialText[],
  length: number,
): SlowText | undefined {
  const run = runner(expression);
  for (const text of texts) {
    const few = grown(text, FEW * text.pump.length);
    if (run(few) > TELLING && run(few) > TELLING) {
      return { ...text, place: expression.place, length: few.length, times: [] };
    }
    // what is quick on a short text cannot take for ever on a longer one, and needs no watch
    const isQuick = run(grown(text, SHORT)) < UNSUSPICIOUS;
    const begin = grown(text, length);
    if (isQuick && Math.min(run(begin), run(begin)) < UNSUSPICIOUS) continue;
    const slow = growthOf(text, length, (given) => run(given, true));
    if (slow !== undefined) return { ...text, place: expression.place, ...slow };
  }
  return undefined;
}

function growthOf(
  text: AdversarialText,
  from: number,
  run: (text: string) => number,
): Pick<SlowText, 'length' | 'times'> | undefined {
  for (let length = from; length <= LONGEST_TEXT; length *= 2) {
    const whole = grown(text, length);
    let time = run(whole);
    if (length === from && time < UNSUSPICIOUS) return undefined;
    // whatever else is going on can only lengthen a run: the shortest is the truest
    time = Math.min(time, run(whole));
    if (time < TELLING) continue;
    if (time === Infinity) return { length, times: [time] };
    const least = (part: string): number => Math.min(run(part), run(part), run(part));
    const quarter = least(grown(text, length / GROWTH));
    // the engine's stack grows by jumps: what grows too fast does so on the half of the text, too
    const isSlow = (): boolean =>
      least(grown(text, length / 2)) > least(grown(text, length / 2 / GROWTH)) * MOST_GROWTH;
    if (time > quarter * MOST_GROWTH && isSlow()) return { length, times: [quarter, time] };
    if (time < quarter * LINEAR_GROWTH) return undefined;
  }
  return undefined;
}

/**
 * Milliseconds of processor time, infinite for a run that was ended. Replaces every match: for a global expression that is
 * every use, for others one search. Only a run that is watched is ended: the watch costs more than most runs.
 */
function runner({ source, flags }: Expression): (text: string, isWatched?: boolean) => number {
  const context = createContext({ text: '', expression: new RegExp(source, flags) });
  const script = new Script("text.replace(expression, '')");
  return (text, isWatched = false) => {
    context['text'] = text;
    let isEnded: unknown;
    const time = cpuTime(() => {
      try {
        script.runInContext(context, isWatched ? { timeout: LONGEST_RUN } : {});
      } catch (error) {
        isEnded = (error as { readonly code?: unknown }).code;
      }
    });
    return isEnded === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? Infinity : time;
  };
}

function grown({ head, pump, tail }: AdversarialText, length: number): string {
  return head + pump.repeat(Math.max(1, Math.ceil(length / pump.length))) + tail;
}
