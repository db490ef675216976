import type { LiveState } from '../../core/status/live-state';
import { code, joinPhrases, phrase, type Phrase } from './phrase';

/** Our words for those of the registry (docs/status.md). */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['active', 'Ready'],
  ['creating', 'creating'],
  ['deleting', 'being deleted'],
  ['error', 'not Ready'],
  ['unknown', 'status unknown'],
]);

/** Entries of one claim that are told; a claim has one, or one for each cluster. */
const MOST_STATES = 5;
/** Characters of a cause; all of it stands in the registry. */
const LONGEST_CAUSE = 300;

/** How a claim is where it runs: `Ready in prod-eu since 2026-11-15; not Ready in prod-us: Instance orders: QuotaExceeded`. */
export function livePhrase(states: readonly LiveState[]): Phrase {
  const told = joinPhrases(states.slice(0, MOST_STATES).map(statePhrase), '; ');
  const more = states.length - MOST_STATES;
  return more > 0 ? phrase`${told}; and ${more} more` : told;
}

function statePhrase({ status, message, since, cluster }: LiveState): Phrase {
  const word = WORDS.get(status);
  const said: Phrase = word === undefined ? phrase`status ${code(status)}` : [word];
  const where = cluster === undefined ? '' : phrase` in ${code(cluster)}`;
  // The day is enough for people. Digits need no code around them.
  const day = /^\d{4}-\d\d-\d\d(?=T)/.exec(since ?? '')?.[0];
  const when = day === undefined ? '' : phrase` since ${[day]}`;
  const why = causeOf(status, message);
  return phrase`${said}${where}${when}${why === undefined ? '' : phrase`: ${code(why, LONGEST_CAUSE)}`}`;
}

/** What a message says beyond the status. */
function causeOf(status: string, message: string | undefined): string | undefined {
  if (message === undefined || (status === 'active' && message === 'Ready')) return undefined;
  return status === 'error' ? message.replace(/^not ready: /i, '') : message;
}
