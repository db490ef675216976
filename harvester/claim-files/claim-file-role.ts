import { blobObjectId, blobObjectIdOfBytes } from '../../core/git/object-id';
import { emitYamlBytes } from '../../core/yaml/emit-yaml';
import { claimFileValue, emitClaimFile } from '../claim-file';
import type { ClaimFileWriter, ClaimRole } from './claim-role';

/** The manifest of the claim. */
export const CLAIM_FILE: ClaimRole = {
  name: 'claim',
  edits: 'merge',
  isResource: true,
  writer: ({ format }): ClaimFileWriter => ({
    objectId: (model) =>
      model.documents === undefined
        ? blobObjectIdOfBytes(emitYamlBytes(model.object), format)
        : blobObjectId(emitClaimFile(claimFileValue(model)), format),
    text: (model) => emitClaimFile(claimFileValue(model)),
    value: claimFileValue,
  }),
};
