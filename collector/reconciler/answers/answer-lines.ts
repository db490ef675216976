import { code, type Phrase, phrase } from '../../../report/view/phrase';
import { clustersOf } from '../match/cluster-map';
import { type Matches, matchClaims, type MatchOptions } from '../match/match-claims';
import type { ObservedClaim } from '../observed/observed-claim';
import { type AnswerTimes, type ClaimAnswer, claimAnswer } from './claim-answer';
import type { TouchedClaim } from './touched-claim';

/** What the lines of an answer follow from. */
export interface AnswerInput extends MatchOptions, AnswerTimes {
  readonly touched: readonly TouchedClaim[];
  readonly observed: readonly ObservedClaim[];
  /** Numbers of later requests by key of the claim that they touch. */
  readonly superseded: ReadonlyMap<string, number>;
}

/** A line of an answer. */
export interface AnswerLine {
  readonly text: Phrase;
  readonly isDone: boolean;
}

/** A line for each claim and cluster, in the order of the names. */
export function answerLines(input: AnswerInput): AnswerLine[] {
  const { touched, observed } = input;
  const matches = (removed: boolean): Matches =>
    matchClaims(
      touched.filter(({ change }) => (change === 'removed') === removed).map(({ declared }) => declared),
      observed,
      { ...input, isRemoved: removed },
    );
  const [standing, removed] = [matches(false), matches(true)];
  return touched.flatMap((each) => linesOf(each, each.change === 'removed' ? removed : standing, input));
}

function linesOf(touched: TouchedClaim, { found, ambiguous }: Matches, input: AnswerInput): AnswerLine[] {
  const { declared, movedTo } = touched;
  const { key } = declared;
  const later = input.superseded.get(key);
  if (movedTo !== undefined) return [line(key, undefined, done(phrase`now ${code(movedTo)}`))];
  const clusters = clustersOf(declared, input.rules, input.known);
  if (clusters === undefined) {
    const words = later === undefined ? open(phrase`its entry names no cluster`) : done(superseded(later));
    return [line(key, undefined, words)];
  }
  const claims = new Map(found.get(key)?.map((claim) => [claim.cluster, claim]));
  const why = ambiguous.find((each) => each.key === key)?.why;
  return [...clusters].sort().map((cluster) => {
    if (later !== undefined) return line(key, cluster, done(superseded(later)));
    const claim = claims.get(cluster);
    if (claim === undefined && why !== undefined) return line(key, cluster, open(phrase`${code(why)}`));
    return line(key, cluster, claimAnswer(touched, claim, input));
  });
}

function line(key: string, cluster: string | undefined, { words, isDone }: ClaimAnswer): AnswerLine {
  const name = phrase`${code(key)}`;
  const place = cluster === undefined ? name : phrase`${name} in ${code(cluster)}`;
  return { text: phrase`${place}: ${words}`, isDone };
}

/** Never with commas in it: forges make a link of it. */
function superseded(by: number): Phrase {
  return [`superseded by #${by}`];
}

function done(words: Phrase): ClaimAnswer {
  return { words, isDone: true };
}

function open(words: Phrase): ClaimAnswer {
  return { words, isDone: false };
}
