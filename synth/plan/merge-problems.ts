import type { JsonValue } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { FieldConflict } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import type { ClaimOutcome } from './decide-claim';

/** Longest value that a message repeats. */
const LONGEST = 60;

const WHY = {
  'no-earlier-version': 'the version written last is missing (a plain folder keeps none)',
  'no-object': 'it, or what was written last, is not a YAML object',
  'not-editable': 'its text cannot be edited without losing comments',
} as const;

/** Why a claim cannot be merged though it was asked for; empty when it was merged, or needs no merging. */
export function mergeProblems({ claim, files }: ClaimOutcome): Issue[] {
  const { constructPath: construct, source } = claim.model;
  const about = { construct, ...(source === undefined ? {} : { source }) };
  const offer = files.find((file) => file.merge !== undefined)?.merge;
  const claimFile = files[0];
  const path = claimFile?.planned.path ?? '';
  const cannot = (why: string): Issue[] => [
    { code: 'edits-not-mergeable', message: `${path} cannot be merged: ${why}`, ...about },
  ];
  if (claimFile?.kept === 'unreadable') return cannot('it cannot be read');
  if (offer?.status === 'conflicts') {
    return offer.conflicts.map((conflict) => ({
      code: 'edits-conflict',
      message: `${conflict.path} in ${path}: ${sides(conflict, claim.model.object.kind)}`,
      field: conflict.path,
      ...about,
      hint: `Let program and file agree on ${conflict.path}, or take the program's file with \`--overwrite ${construct}\`.`,
    }));
  }
  if (offer?.status === 'unknown') {
    return cannot(WHY[offer.why]);
  }
  if (offer === undefined && claimFile?.kept === 'not-ours') return cannot('this project never wrote it');
  if (offer === undefined && claimFile?.kept !== undefined) {
    return cannot('the claim moves at the same time, move it in a change of its own');
  }
  return [];
}

/** For names that no claim has. */
export function unknownMergeClaims(asked: ReadonlySet<string>, declared: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = [];
  for (const name of asked) {
    if (declared.has(name)) continue;
    const near = nearestName(name, declared);
    issues.push({
      code: 'claim-not-found',
      message: `no claim '${name}' is declared, so its edits cannot be merged${didYouMean(near)}`,
      construct: name,
    });
  }
  return issues;
}

/** A secret on one of three sides is hidden on all of them. */
function sides({ path, base, program, person }: FieldConflict, kind: string): string {
  const pairs = [
    { path, ...(base !== undefined && { before: base }), ...(program !== undefined && { after: program }) },
    { path, ...(person !== undefined && { after: person }) },
  ];
  if (redactFieldChanges(pairs, { kind }).some((pair) => pair.redacted)) {
    return 'a secret was changed by the program and by a person';
  }
  return `last written ${shown(base)}, in the program ${shown(program)}, edited to ${shown(person)}`;
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? part.toString() : part,
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
