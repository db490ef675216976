import type { ClaimModel, JsonObject } from '../../core/claim-model';
import { blobObjectId } from '../../core/git/object-id';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { kustomizationOf } from '../string-list';
import type { ClaimFileWriter, ClaimRole, FileContext } from './claim-role';

interface Written {
  readonly text: string;
  readonly objectId: string;
  readonly value: JsonObject;
}

/** The kustomization of the claim's folder. People add patches, namespaces and comments to it. */
export const KUSTOMIZATION: ClaimRole = {
  name: 'kustomization',
  fileName: 'kustomization.yaml',
  otherNames: ['kustomization.yml', 'Kustomization'],
  edits: 'list',
  artifact: 'kustomizations',
  writer,
};

function writer({ format, resources }: FileContext): ClaimFileWriter {
  // Claims of one template have the same.
  const known = new Map<string, Written>();
  const of = (model: ClaimModel): Written => {
    const listed = resources(model);
    const key = listed.join('\n');
    let written = known.get(key);
    if (written === undefined) {
      const value = kustomizationOf(listed);
      const text = emitYaml(value);
      known.set(key, (written = { text, objectId: blobObjectId(text, format), value }));
    }
    return written;
  };
  return {
    objectId: (model) => of(model).objectId,
    text: (model) => of(model).text,
    value: (model) => of(model).value,
  };
}
