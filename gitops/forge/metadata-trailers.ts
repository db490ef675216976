import type { RequestMetadata } from '../../core/request/request-metadata';
import { shortHash } from '../../core/request/short-hash';
import type { RequestContent } from './forge';
import type { RequestKey } from './request-key';
import type { Trailers } from './trailers';

/** All trailers of a request's commit, hashes short: people read it in `git log`. */
export function metadataTrailers(key: RequestKey, content: RequestContent): Trailers {
  return {
    ...content.trailers,
    'Claims-Project': [key.project],
    'Claims-Kind': [key.kind],
    'Claims-Group': [key.group],
    'Claims-Input': [shortHash(content.metadata.input)],
    'Claims-Output': [shortHash(content.metadata.output)],
    'Claims-Version': [content.metadata.version],
  };
}

const OWN = new Set([
  'Claims-Project',
  'Claims-Kind',
  'Claims-Group',
  'Claims-Input',
  'Claims-Output',
  'Claims-Version',
]);

/** The kind that {@link metadataTrailers} say; undefined in requests of older versions. */
export function kindTrailer(trailers: Trailers): string | undefined {
  return trailers['Claims-Kind']?.[0];
}

/** Takes {@link metadataTrailers} apart again. */
export function readMetadata(trailers: Trailers): {
  readonly metadata: RequestMetadata | undefined;
  readonly trailers: Trailers;
} {
  const input = trailers['Claims-Input']?.[0];
  const output = trailers['Claims-Output']?.[0];
  const version = trailers['Claims-Version']?.[0];
  return {
    metadata:
      input === undefined || output === undefined || version === undefined
        ? undefined
        : { input, output, version },
    trailers: Object.fromEntries(Object.entries(trailers).filter(([name]) => !OWN.has(name))),
  };
}
