import type { Bytes } from '../../core/bytes/bytes';
import { countOf } from '../../core/text/count-of';
import type { ChangeRequest, Forge, Heads } from '../forge/forge';
import { kindTrailer } from '../forge/metadata-trailers';
import { type RequestKey, standingKind } from '../forge/request-key';
import { parseMessage } from '../forge/trailers';
import type { TargetReader } from '../git/target-repository';
import type { ChangePlan } from './change-plan';
import type { ConvergeOptions } from './converge-options';
import { judgeHead, type RequestHead } from './request-head';

/** A registry of a hundred thousand claims; what is larger is not read from a request. */
const LARGEST_REGISTRY = 64 * 1024 * 1024;

/** A request as found, before anything is planned. */
export interface FoundRequest {
  readonly heads: Heads;
  /** Whose work stands at the request's head. */
  readonly head: RequestHead;
  /** Open, closed or merged; undefined also where its head cannot be read, or is of another kind. */
  readonly found: ChangeRequest | undefined;
  /** A request of this kind, which is not the one looked for, stands where that would. */
  readonly otherKind?: string;
}

/** The target as one attempt found it, and what it should become. */
export interface Situation<P extends ChangePlan> extends FoundRequest {
  readonly plan: P;
  /** Tree of base plus plan; undefined when that is the base's own. */
  readonly tree: string | undefined;
}

/** Runs a step of an attempt and reports it. */
export type Step = <T>(step: string, detail: string, work: () => Promise<T>) => Promise<T>;

/** Where a request is looked for. */
export interface RequestPlace {
  readonly repository: TargetReader;
  readonly forge: Forge;
  /** Base branch. */
  readonly base: string;
}

/** Reads base and request in one go. */
export async function findRequest(place: RequestPlace, key: RequestKey): Promise<FoundRequest> {
  const { repository, forge, base } = place;
  const { heads, head } = await readHeads(place, forge.headRef(key));
  // What is merged is nobody's any more.
  const kind = head.kind === 'merged' ? undefined : await saidKind(repository, head, key.group);
  if (kind !== undefined && kind !== key.kind) return { heads, head, found: undefined, otherKind: kind };
  // What cannot be read says nothing about the request.
  const readable = head.kind === 'unreadable' ? { ...heads, request: undefined } : heads;
  return { heads, head, found: await forge.find(key, base, readable) };
}

/** Kind of the request that stands under a name, which does not tell it: what our commit there says. */
export async function kindOfStanding(place: RequestPlace, project: string, group: string): Promise<string> {
  const { head } = await readHeads(place, place.forge.headRef({ project, kind: 'claims', group }));
  return (await saidKind(place.repository, head, group)) ?? standingKind(undefined, group);
}

/** Undefined where nothing of ours stands. */
async function saidKind(
  repository: TargetReader,
  head: RequestHead,
  group: string,
): Promise<string | undefined> {
  if (!('own' in head) || head.own === undefined) return undefined;
  const { message } = await repository.commitInfo(head.own);
  return standingKind(kindTrailer(parseMessage(message).trailers), group);
}

/** A head that others pushed never keeps the base from being read. */
async function readHeads(
  { repository, base }: RequestPlace,
  headRef: string,
): Promise<Pick<FoundRequest, 'heads' | 'head'>> {
  const baseRef = `refs/heads/${base}`;
  const refs = await repository.fetch([baseRef, headRef], [headRef]);
  // Tells an empty repository from a base that is not there.
  const heads = {
    base: refs.get(baseRef) ?? (await repository.fetchBase(base)),
    request: refs.get(headRef),
  };
  return { heads, head: await judgeHead(repository, heads.base, heads.request) };
}

/** Bytes of the registry of a request, of what is ours in it alone; undefined where there is none that can be read. */
export function ownRegistry(
  repository: TargetReader,
  head: RequestHead,
  path: string,
): Promise<Bytes | undefined> {
  const own = head.kind === 'ours' || head.kind === 'foreign' ? head.own : undefined;
  return own === undefined ? Promise.resolve(undefined) : repository.bytesAt(own, path, LARGEST_REGISTRY);
}

/** Looks at the target, then plans. */
export async function readSituation<P extends ChangePlan>(
  options: ConvergeOptions<P>,
  key: RequestKey,
  step: Step,
): Promise<Situation<P>> {
  const { repository, forge, prefixes = [], registryPath } = options;
  const request = await step('fetch', repository.location.display, () => findRequest(options, key));
  const { heads, head, found } = request;
  const open = found?.state === 'open' ? found : undefined;
  const openRequestRegistry =
    open === undefined || registryPath === undefined
      ? undefined
      : await ownRegistry(repository, head, registryPath);
  const snapshot = await repository.snapshot(heads.base, prefixes);
  const plan = await step('plan', countOf(snapshot.index.entries.size, 'file'), async () =>
    options.planFor({
      snapshot,
      base: heads.base,
      ...(openRequestRegistry === undefined ? {} : { openRequestRegistry }),
      openRequestTrailers: open?.trailers ?? {},
      openRequestLabels: open?.labels ?? [],
      capabilities: forge.capabilities,
    }),
  );
  const tree = plan.empty
    ? undefined
    : await repository.makeTree(heads.base, plan.edits, () => plan.prepare?.());
  return { ...request, plan, tree };
}
