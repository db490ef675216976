import type { Category } from '../../constructs/category';
import { DECLARATION, type Problem } from '../../constructs/declaration';
import type { SourcePosition } from '../../core/source-position';
import type { ModelDraft } from './read-claim';

/** Finds claims that would stand in a category's folder or in another claim's file. */
export class ClaimPlaces {
  /** Categories, and every folder around one, in lower case: which category it is. */
  private readonly categories = new Map<string, Category>();
  /** Claims by their file, in lower case; the first one of each, and only where any claim names its file. */
  private readonly files = new Map<string, { readonly draft: ModelDraft; readonly path: string }>();
  private readonly hasFiles: boolean;

  constructor(
    drafts: readonly ModelDraft[],
    categories: readonly Category[],
    private readonly at: (source: SourcePosition | undefined) => string,
  ) {
    for (const category of categories) {
      let folder = category[DECLARATION].folder.toLowerCase();
      this.categories.set(folder, category);
      for (let end = folder.lastIndexOf('/'); end > 0; end = folder.lastIndexOf('/')) {
        folder = folder.slice(0, end);
        if (!this.categories.has(folder)) this.categories.set(folder, category);
      }
    }
    this.hasFiles = drafts.some(({ file }) => file !== undefined);
  }

  /** What is wrong with the place of a claim, looked at in the author's order. */
  problemOf(draft: ModelDraft): Problem | undefined {
    const { file, constructPath, category, template } = draft;
    const path = file === undefined ? `${constructPath}/${template}.yaml` : `${category}/${file}`;
    const around =
      file === undefined ? this.categories.get(constructPath.toLowerCase()) : this.categoryOf(path, category);
    if (around !== undefined) return this.inCategory(draft, around);
    return this.hasFiles ? this.taken(draft, path) : undefined;
  }

  /** The other category in whose folder a file would stand. */
  private categoryOf(path: string, own: string): Category | undefined {
    for (let end = path.indexOf('/', own.length + 1); end >= 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end).toLowerCase();
      const category = this.categories.get(folder);
      if (category?.[DECLARATION].folder.toLowerCase() === folder) return category;
    }
    return undefined;
  }

  private inCategory({ constructPath, file }: ModelDraft, category: Category): Problem {
    const { folder, source } = category[DECLARATION];
    const what =
      file === undefined
        ? `the folder of claim '${constructPath}'`
        : `file '${file}' of claim '${constructPath}'`;
    const isInside = folder.toLowerCase() !== constructPath.toLowerCase() && file === undefined;
    return {
      code: 'claim-name-collision',
      message: isInside
        ? `category '${folder}'${this.at(source)} lies in ${what}`
        : `${what} ${file === undefined ? 'is that of' : 'lies in'} category '${folder}'${this.at(source)}`,
      hint: 'rename the claim or the category',
    };
  }

  /** Several claims may name one file, spelled alike; what another claim writes into its folder nobody may. */
  private taken(draft: ModelDraft, path: string): Problem | undefined {
    const known = this.files.get(path.toLowerCase());
    if (known === undefined) {
      this.files.set(path.toLowerCase(), { draft, path });
      return undefined;
    }
    const isShared = draft.file !== undefined && known.draft.file !== undefined && path === known.path;
    if (isShared) return undefined;
    const what = draft.file === undefined ? 'file' : draft.file.includes('/') ? 'file' : 'flat file';
    const other = `'${known.draft.constructPath}'${this.at(known.draft.source)}`;
    return {
      code: 'claim-duplicate',
      message: `${what} '${draft.file ?? path}' is that of ${other}`,
      field: 'file',
      hint: 'name the file that holds this claim; claims that share a file spell its name the same',
    };
  }
}
