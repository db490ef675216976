import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { formatModels } from '../../core/models-json';
import { writeFileWhole } from '../write/write-file-whole';

let earlier: { readonly app: object; readonly path: string; readonly models: ModelsDocument } | undefined;

/**
 * Leaves the models of an app for the command line: one file, whole or not at all. An app that is synthesized again replaces its
 * own; a second app in the same program is an issue, as the claims of the first would seem to be removed.
 *
 * @throws ToolkitError `output-not-writable`
 */
export function writeModels(app: object, models: ModelsDocument, path: string): void {
  const other = earlier?.path === path && earlier.app !== app ? earlier.models : undefined;
  const document =
    other === undefined
      ? models
      : { ...models, issues: [...other.issues, ...models.issues, twoApps(models)] };
  earlier = { app, path, models: document };
  writeFileWhole(path, formatModels(document));
}

function twoApps(models: ModelsDocument): Issue {
  return {
    code: 'app-duplicate',
    message: 'the program synthesizes a second app; the claims of the first would be lost',
    source: models.categories[0]?.source,
    hint: 'make one ClaimApp and put all categories into it',
  };
}
