import { blobObjectIdOfBytes } from '../../core/git/object-id';
import { catalogInfo, CatalogTexts, hasComponent } from '../catalog-info';
import { CATALOG_FILES } from './catalog-file';
import type { ClaimRole } from './claim-role';

/** What Backstage knows the claim by. */
export const CATALOG_INFO: ClaimRole = {
  name: 'catalog-info',
  fileName: CATALOG_FILES[0],
  otherNames: CATALOG_FILES.slice(1),
  edits: 'keep',
  artifact: 'catalog',
  namesPlace: true,
  isFor: hasComponent,
  writer: ({ config, repository, format }) => {
    const texts = new CatalogTexts(config, repository);
    return {
      objectId: (model) => blobObjectIdOfBytes(texts.bytesOf(model), format),
      text: (model) => texts.textOf(model),
      value: (model) => catalogInfo(model, config, repository),
    };
  },
};
