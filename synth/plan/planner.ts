import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { MODELS_DOCUMENT_VERSION, type ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import { parseLedgerPath } from '../../harvester/ledger';
import { writtenTextFolder } from '../../harvester/written-text';
import { assemblePlan } from './assemble-plan';
import { checkAppliedSet } from './applied/check-applied-set';
import { duplicatesInCluster, undecidedDuplicates } from './applied/same-objects';
import { KnownFacts } from '../../harvester/applied/text-source';
import { TargetBuilds } from './applied/target-builds';
import { checkModels } from './check-models';
import type { PlanContext } from './plan-context';
import { PlanReader } from './plan-reader';
import type { PlanRound } from './plan-round';
import { divideFiles } from './divide-files';
import { decideAll, type Decisions } from './decide-all';
import { decideDeletion } from './decide-deletion';
import { summarize } from './summarize';
import { FactsReader } from './target-facts';

const NO_MODELS: ModelsDocument = {
  version: MODELS_DOCUMENT_VERSION,
  categories: [],
  claims: [],
  issues: [],
};

/** Plans in rounds: say which contents are needed, get them read in one batch, plan. Pure; emits every file once. */
export interface Planner {
  /**
   * Paths whose contents the plan needs and the snapshot does not hold yet; empty when it can be built. Call it again
   * after reading them: what else is needed depends on what stands in them. Where nothing differs, that is the registry alone.
   */
  neededPaths(snapshot: Snapshot): string[];
  /**
   * Object ids of earlier versions of files that the plan would say more with: asked once nothing more is needed of
   * {@link neededPaths}, which is then asked again. Ids of what is gone are given as undefined, or never; the plan can be built
   * without them.
   */
  neededObjects(snapshot: Snapshot): string[];
  /**
   * Whether the plan does without the text of a file that cannot be read: what another project keeps is theirs to mend, and what is only looked
   * at is told where it matters. `snapshot.unread` says why then.
   */
  canForgo(path: string): boolean;
  /**
   * The plan.
   *
   * @throws ToolkitError with all issues when models, rules, ownership or the target forbid it
   */
  build(snapshot: Snapshot): Plan;
}

/**
 * Makes a planner for a set of claims.
 *
 * @throws ToolkitError `program-invalid` when the models carry errors, `claim-policy` when a rule refuses a claim
 */
export function createPlanner(models: ModelsDocument, context: PlanContext): Planner {
  const undecided = undecidedDuplicates(models);
  const ruleWarnings = checkModels(models, context.rules ?? []);
  const decided =
    undecided.length === 0 ? models.issues : models.issues.filter((issue) => !undecided.includes(issue));
  return plannerOf({ ...models, issues: decided }, { ...context, undecided }, ruleWarnings, decideAll);
}

/**
 * Makes a planner for the removal of named claims that no program declares: everything else stays as it is.
 *
 * @param keys - `<category>/<name>`
 */
export function createDeletionPlanner(keys: Iterable<string>, context: PlanContext): Planner {
  const scope = new Set(keys);
  return plannerOf(NO_MODELS, { ...context, scope }, [], (round) => decideDeletion(scope, round));
}

/** A context with errors of the program that the target decides about. */
type DecidedContext = PlanContext & { readonly undecided?: readonly Issue[] };

function plannerOf(
  models: ModelsDocument,
  context: DecidedContext,
  ruleWarnings: readonly Issue[],
  decide: (round: PlanRound) => Decisions,
): Planner {
  const reader = new FactsReader(models, context);
  const known = new KnownFacts();
  // The last round of asking is the first of building: what it made is used again while nothing more was read.
  let last: Round | undefined;

  function plan(snapshot: Snapshot): Round {
    const read = [snapshot.contents.size, snapshot.objects?.size, snapshot.unread?.size].join();
    if (last?.snapshot !== snapshot || last.read !== read) {
      const facts = reader.facts(snapshot);
      const { root, project } = context.config;
      const targetReader = new PlanReader(snapshot, facts.ownership, writtenTextFolder(root, project));
      const { knownRepository } = facts;
      const builds = new TargetBuilds({ snapshot, reader: targetReader, context, known, knownRepository });
      const { undecided = [] } = context;
      const about = { snapshot, context, models, reader: targetReader, builds, ruleWarnings, undecided };
      const assembled = last?.assembled;
      // All that was decided stands on what was read before; only what it does to the cluster took more to tell.
      const isDecided =
        assembled?.round.ownership === facts.ownership && last?.snapshot.index === snapshot.index;
      const outcome =
        assembled !== undefined && isDecided
          ? { ...outcomeOf(() => checked({ ...assembled.round, ...about }, assembled.plan)), assembled }
          : attempt({ ...facts, ...divideFiles(facts, snapshot, context, targetReader), ...about }, decide);
      last = { snapshot, read, reader: targetReader, ...outcome };
    }
    return last;
  }

  return {
    neededPaths(snapshot) {
      const missing = reader.missing(snapshot);
      return missing.length > 0 ? missing : [...complete(plan(snapshot)).reader.missing].sort();
    },
    neededObjects(snapshot) {
      if (reader.missing(snapshot).length > 0) return [];
      return [...complete(plan(snapshot)).reader.missingObjects].sort();
    },
    canForgo(path) {
      const { root, project } = context.config;
      const ledger = parseLedgerPath(root, path);
      const isOthers = ledger !== undefined && ledger.project !== project;
      return isOthers || last?.reader.looked.has(path) === true;
    },
    build(snapshot) {
      const unread = reader.missing(snapshot);
      if (unread.length > 0) throw missingContents(unread);
      const { reader: targetReader, issues = [], plan: planned, failure } = plan(snapshot);
      if (targetReader.missing.size > 0) throw missingContents([...targetReader.missing]);
      if (failure !== undefined) throw failure;
      if (planned === undefined) throw refusal(issues);
      return planned;
    },
  };
}

/** Ends with what ended the round, unless something is still to be read: then nothing that was found counts yet. */
function complete(round: Round): Round {
  if (round.failure !== undefined && !round.reader.lacksContents) throw round.failure;
  return round;
}

/**
 * Decides and assembles with what was read so far. Every phase asks the same reader for what it needs, and while anything is
 * missing neither issues nor errors count: issues that an earlier version may take back do not keep the shared files from being
 * asked for.
 */
function attempt(round: PlanRound, decide: (round: PlanRound) => Decisions): Outcome {
  return outcomeOf(() => {
    const decisions = decide(round);
    const { issues } = decisions;
    // Files come first: what is assembled without them is assembled again.
    if (round.reader.missing.size > 0) return { issues };
    if (issues.length > 0 && !round.reader.lacksContents) return { issues };
    const plan = assemblePlan(round, decisions);
    if (issues.length > 0) return { issues };
    return round.reader.lacksContents
      ? checked(round, plan)
      : { ...checked(round, plan), assembled: { round, plan } };
  });
}

function outcomeOf(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { failure: error };
  }
}

/** Refuses a plan that would do more to the cluster than it says. */
function checked(round: PlanRound, plan: Plan): Outcome {
  const { changes, issues } = checkAppliedSet(round, plan);
  const duplicates = duplicatesInCluster(round, plan.files, round.undecided);
  const errors = [...duplicates, ...issues.filter(({ severity }) => severity !== 'warning')];
  if (errors.length > 0) return { issues: errors };
  const summary = summarize(plan.files, changes, plan.kept, plan.summary.claims);
  return { plan: { ...plan, changes, warnings: [...plan.warnings, ...issues], summary } };
}

/** What was made of a snapshot, when so much of it had been read. */
interface Round extends Outcome {
  readonly snapshot: Snapshot;
  readonly read: string;
  readonly reader: PlanReader;
}

/** One of the three is there. Counts only when nothing is missing. */
interface Outcome {
  readonly plan?: Plan;
  readonly issues?: readonly Issue[];
  /** What ended the round. */
  readonly failure?: Error;
  /** The plan before it was held against the cluster, where all that it took to make it was read. */
  readonly assembled?: { readonly round: PlanRound; readonly plan: Plan };
}

function missingContents(paths: readonly string[]): ToolkitError {
  return new ToolkitError(
    'internal-error',
    `contents of ${paths.slice(0, 3).join(', ')} were not read before planning`,
  );
}

function refusal(issues: readonly Issue[]): ToolkitError {
  const [first] = issues as readonly [Issue];
  const conflicts = issues.filter((issue) => issue.code === 'edits-conflict').length;
  const claims = new Set(issues.map((issue) => issue.construct)).size;
  const where = claims === issues.length ? '' : ` (${issues.length} reasons)`;
  const many =
    conflicts === issues.length
      ? `${conflicts} fields were changed by the program and by a person`
      : `${claims} ${claims === 1 ? 'claim' : 'claims'} cannot be planned${where}`;
  const message = issues.length === 1 ? first.message : many;
  return new ToolkitError(first.code, message, { issues });
}
