import type { TargetRepository } from '../../git/target-repository';
import { ACKNOWLEDGE_LABEL, ACKNOWLEDGE_TRAILER } from '../../review/acknowledgement';
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

/** Acknowledgements that people typed into the description or gave as labels. */
function typedTrailers({ body, labels }: ForgeRequest): Trailers {
  const named = [
    ...parseTrailers(body, ACKNOWLEDGE_TRAILER),
    ...labels
      .filter((label) => label.startsWith(ACKNOWLEDGE_LABEL))
      .map((label) => label.slice(ACKNOWLEDGE_LABEL.length)),
  ];
  return named.length === 0 ? {} : { [ACKNOWLEDGE_TRAILER]: [...new Set(named)] };
}

function unite(one: Trailers, other: Trailers): Trailers {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    Array.from(names, (name) => [name, [...new Set([...(one[name] ?? []), ...(other[name] ?? [])])]]),
  );
}
