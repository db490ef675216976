/** Where something stands inside of a document: `['spec', 'versions', 0, 'name']`. */
export type DocumentPath = readonly (string | number)[];

/** Something that is to be said about a definition; its place in a file is added where the file is known. */
export interface Finding {
  /**
   * `definition-invalid`: it cannot be read as one · `definition-refused`: a cluster would refuse it · `definition-ignored`: it says
   * something that has no effect.
   */
  readonly code: 'definition-invalid' | 'definition-refused' | 'definition-ignored';
  /** Path in the document, as far as it exists. */
  readonly path: DocumentPath;
  readonly message: string;
  readonly hint?: string;
}

/** Takes findings one by one. */
export type Report = (finding: Finding) => void;
