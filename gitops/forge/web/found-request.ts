import type { TargetRepository } from '../../git/target-repository';
import { ACKNOWLEDGE_TRAILER, acknowledgementLines } from '../../review/acknowledgement';
import { parseTrailers } from '../../review/acknowledgement-trailers';
import type { ChangeRequest } from '../forge';
import { readMetadata } from '../metadata-trailers';
import type { RequestKey } from '../request-key';
import { isSealed, parseMessage, type Trailers } from '../trailers';
import type { ForgeRequest } from './forge-api';
import { readMarker } from './request-marker';

/** A request as the forge shows it, in the words of the port. The branch's head is what Git says, not what the API believes. */
export function describeRequest(key: RequestKey, request: ForgeRequest, head: string): ChangeRequest {
  const marker = readMarker(request.body);
  return {
    key,
    id: String(request.number),
    url: request.url,
    state: request.isMerged ? 'merged' : request.state,
    head,
    title: request.title,
    body: request.body,
    // What was not written to its end does not say what it says.
    ...(marker === undefined || (marker.stage !== 'written' && request.state === 'open')
      ? {}
      : { metadata: marker.metadata }),
    trailers: typedTrailers(request),
    labels: request.labels,
    closedByUs: request.state === 'closed' && marker?.stage === 'closing',
  };
}

/** The request with what the commit at its head says beside what people wrote to it. */
export async function withCommitTrailers(
  repository: TargetRepository,
  request: ChangeRequest,
): Promise<ChangeRequest> {
  const commit = await repository.commitInfo(request.head);
  if (!isSealed(commit)) {
    return request;
  }
  const { trailers } = readMetadata(parseMessage(commit.message).trailers);
  return { ...request, trailers: unite(trailers, request.trailers) };
}

/** Acknowledgements that stand in the description: typed by people, or written by us from the commit. Labels are told apart. */
function typedTrailers({ body }: ForgeRequest): Trailers {
  const named = [...new Set(parseTrailers(body, ACKNOWLEDGE_TRAILER))];
  return named.length === 0 ? {} : { [ACKNOWLEDGE_TRAILER]: named };
}

/** What the commit says, and what only a person said. */
function unite(commit: Trailers, typed: Trailers): Trailers {
  const known = commit[ACKNOWLEDGE_TRAILER] ?? [];
  // The description may name a claim by a token where its name is not plain text.
  const written = new Set(
    acknowledgementLines(known).map((line) => line.slice(ACKNOWLEDGE_TRAILER.length + 2)),
  );
  const more = (typed[ACKNOWLEDGE_TRAILER] ?? []).filter(
    (value) => !written.has(value) && !known.includes(value),
  );
  return more.length === 0 ? commit : { ...commit, [ACKNOWLEDGE_TRAILER]: [...known, ...more] };
}
