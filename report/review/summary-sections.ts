import {
  acknowledgementLines,
  flagOf,
  ACKNOWLEDGED_AS,
  type RequiredAcknowledgement,
} from '../../core/acknowledgement/acknowledgement';
import type { RequestMetadata } from '../../core/request/request-metadata';
import type { PlanView } from '../view/plan-view';
import { code, counted, grouped, joinPhrases, phrase, strong } from '../view/phrase';
import { originPhrase } from '../view/program-origin';
import type { Risk } from '../view/risk';
import type { DiffContext } from './review-context';
import type { Block, Section } from './section';

/** Acknowledged claims named in the description; all of them stand in the commit message. */
const MOST_TRAILERS = 200;

/** What happens in numbers, and how risky it is. */
export function summarySection(view: PlanView, risk: Risk, context: DiffContext): Section {
  const { summary } = view.plan;
  const { create, update, delete: deleted } = summary.files;
  const reasons = risk.reasons.length === 0 ? '' : phrase`: ${joinPhrases(risk.reasons, '; ')}`;
  return {
    id: 'summary',
    blocks: [
      { type: 'title', text: phrase`Claims of ${code(context.project)} for ${code(context.base)}` },
      {
        type: 'counts',
        counts: [...view.counts.map(({ word, number }) => [word, number] as const), ['kept', summary.kept]],
      },
      {
        type: 'text',
        text: phrase`${strong(phrase`Risk: ${risk.level}`)}${reasons}. Files: ${create} created, ${update} updated, ${deleted} deleted.`,
      },
      ...(context.program === undefined
        ? []
        : [{ type: 'text' as const, text: originPhrase(context.program) }]),
      ...heldBackBlocks(view),
    ],
  };
}

/** What the program asks for and this plan does not do. */
function heldBackBlocks({ heldBack, isAllEdited }: PlanView): Block[] {
  if (heldBack.length === 0) return [];
  const why = isAllEdited
    ? 'a person changed their files'
    : 'a person changed their files, or this project never wrote them';
  const differs = heldBack.length === 1 ? 'differs' : 'differ';
  const what = phrase`${counted(heldBack.length, 'claim')} ${differs} from the target and cannot be changed`;
  // Without names: nothing that comes from a claim stands above the trailers.
  return [{ type: 'text', text: phrase`${strong(what)}: ${why}; the kept files are listed below.` }];
}

/** The exact words that are still to be said, one line for each claim. */
export function missingSection(missing: readonly RequiredAcknowledgement[]): Section | undefined {
  if (missing.length === 0) {
    return undefined;
  }
  return {
    id: 'acknowledgement needed',
    heading: `Acknowledgement needed (${grouped(missing.length)})`,
    blocks: [
      {
        type: 'text',
        text: phrase`This cannot be merged before a person acknowledges each of these claims by name: with ${code('claims pr --acknowledge')}, or with a label that somebody puts here who may write to this repository.`,
      },
      {
        type: 'list',
        items: missing.map(
          ({ claim, change, trailer, label }) =>
            phrase`${code(claim)} is ${ACKNOWLEDGED_AS[change]}: ${code(flagOf({ trailer }), 300)} or the label ${code(label)}`,
        ),
      },
    ],
  };
}

/** The acknowledgements that count. They stand in the commit message, where a later run reads them; here they are for people. */
export function acknowledgedSection(claims: readonly string[]): Section | undefined {
  if (claims.length === 0) {
    return undefined;
  }
  // These lines are inert wherever they stand.
  const lines = acknowledgementLines(claims.slice(0, MOST_TRAILERS)).join('\n');
  const more = claims.length - MOST_TRAILERS;
  return {
    id: 'acknowledged',
    heading: 'Acknowledged',
    blocks: [
      { type: 'text', text: [lines] },
      ...(more > 0
        ? [{ type: 'text' as const, text: phrase`and ${more} more, named in the commit message.` }]
        : []),
    ],
  };
}

/** For whom the hashes are, and what becomes of words that people add. */
export function footerSection({ input, output, version }: RequestMetadata): Section {
  return {
    id: 'footer',
    blocks: [
      { type: 'rule' },
      {
        type: 'text',
        text: phrase`Input ${code(input)}, output ${code(output)}, written by ${code('claims')} ${code(version)}. This text is rewritten when the claims change; edits of it have no effect.`,
      },
    ],
  };
}
