import type { ChangeRequest } from '../forge';
import type { RequestKey } from '../request-key';
import type { ForgeRequest } from './forge-api';
import { type RequestMarker, readMarker } from './request-marker';
import type { CountedLabels } from './trusted-accounts';

/** A request of which is known whose words count. */
export interface JudgedRequest {
  readonly request: ForgeRequest;
  /** Its text is of somebody who belongs to the repository; otherwise nothing in it is read. */
  readonly isTrusted: boolean;
  readonly counted: CountedLabels;
}

/** Our marker in the body, where that can be ours. */
export function trustedMarker({ request, isTrusted }: JudgedRequest): RequestMarker | undefined {
  return isTrusted ? readMarker(request.body) : undefined;
}

/** A request as the forge shows it, in the words of the port. The branch's head is what Git says, not what the API believes. */
export function describeRequest(key: RequestKey, judged: JudgedRequest, head: string): ChangeRequest {
  const { request, counted } = judged;
  const marker = trustedMarker(judged);
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
    trailers: {},
    labels: counted.labels,
    ...(counted.notes.length === 0 ? {} : { notes: counted.notes }),
    closedByUs: request.state === 'closed' && marker?.stage === 'closing',
  };
}
