import { createHash } from 'node:crypto';
import { areSameBytes, type Bytes, windowsOf } from '../../../core/bytes/bytes';
import { canonicalJson } from '../../../core/json/canonical-json';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { sectionParts } from '../../../report/request/request-words';
import type { Section } from '../../../report/review/section';
import { code, counted, type Phrase, phrase } from '../../../report/view/phrase';
import type { StatusPlan } from '../plan/plan-status';

/** What the original calls its requests (collector-and-registry.md §1.6). */
const TITLE = 'chore: update claim statuses';
const FIRST_LINE = phrase`Automated status update from machinery-status-collector.`;

/** Says which term of leading a commit was made in: a process that lost the lead sees a greater one. */
export const TERM_TRAILER = 'Claims-Term';

/** Most lines of a list in a request. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 200;

/** What a request is made of. */
export interface StatusRequestInput {
  readonly plan: StatusPlan;
  /** Path of the registry. */
  readonly file: string;
  /** UTF-8 of it at the base. */
  readonly registry: Bytes;
  readonly input: PlanInput;
  readonly term: number;
}

/** A plan of statuses as a change request. */
export function statusRequest({ plan, file, registry, input, term }: StatusRequestInput): ChangePlan {
  const { pieces, changes } = plan;
  const isEmpty = areSameBytes(pieces, registry);
  const { openRequestRegistry, openRequestTrailers, capabilities } = input;
  // A term alone is no reason for another commit.
  const isSaid = openRequestRegistry !== undefined && areSameBytes(pieces, openRequestRegistry);
  const isSame = isSaid && openRequestTrailers[TERM_TRAILER] !== undefined;
  return {
    empty: isEmpty,
    edits: isEmpty ? [] : [{ path: file, content: pieces }],
    title: TITLE,
    parts: sectionParts(sectionsOf(plan), capabilities),
    // Times are no reason either: what a person closed stays closed until a status changes.
    inputHash: hash(changes.map(({ key, after }) => [key, after.status, after.statusMessage])),
    outputHash: registryHash(file, pieces),
    trailers: isSame ? openRequestTrailers : { ...openRequestTrailers, [TERM_TRAILER]: [String(term)] },
  };
}

/** What a request says of the registry that it brings. */
export function registryHash(file: string, pieces: readonly Bytes[]): string {
  return hash([file, hashOf(pieces)]);
}

function hashOf(pieces: readonly Bytes[]): string {
  const hashed = createHash('sha256');
  for (const window of windowsOf(pieces)) hashed.update(window);
  return hashed.digest('hex');
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function sectionsOf({ changes, matches }: StatusPlan): Section[] {
  const sections: Section[] = [
    { id: 'original', blocks: [{ type: 'text', text: FIRST_LINE }] },
    section(
      'changed',
      'Changed',
      changes.map(
        ({ key, before, after }) =>
          phrase`${name(key)}: ${code(before.status ?? 'none')} → ${code(after.status)}: ${code(after.statusMessage, MOST_CHARACTERS)}`,
      ),
    ),
  ];
  const ambiguous = matches.ambiguous.map(
    ({ key, line, why }) => phrase`${name(key)} (line ${line}): ${code(why)}`,
  );
  if (ambiguous.length > 0) {
    sections.push(section('ambiguous', 'Not written, because it is ambiguous', ambiguous));
  }
  return sections;
}

function section(id: string, heading: string, lines: readonly Phrase[]): Section {
  const shown = lines.slice(0, MOST_LINES);
  const rest = lines.length - shown.length;
  const items = rest > 0 ? [...shown, phrase`and ${counted(rest, 'more line')}`] : shown;
  return { id, heading, blocks: [{ type: 'list', items }] };
}

function name(key: string): ReturnType<typeof code> {
  return code(key.replace('\0', ' '));
}
