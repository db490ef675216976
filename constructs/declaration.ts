import type { JsonPatch } from 'cdk8s';
import type { Issue } from '../core/issue';
import type { SourcePosition } from '../core/source-position';

/** Under this key a claim or category keeps what its author said, for `synth/collect` to read. */
export const DECLARATION: unique symbol = Symbol.for('cdk8s-claims.declaration');

/** Something wrong with a declaration; construct path and place are added where it is collected. */
export type Problem = Omit<Issue, 'construct' | 'source'>;

/** What the author of a claim said, unchecked: types may be wrong where the program is JavaScript. */
export interface ClaimDeclaration {
  readonly folder: string;
  readonly apiVersion: unknown;
  readonly kind: unknown;
  readonly spec: unknown;
  readonly fields: unknown;
  readonly documents: unknown;
  readonly owner: unknown;
  readonly lifecycle: unknown;
  readonly template: unknown;
  readonly file: unknown;
  readonly flatFile: unknown;
  readonly cluster: unknown;
  /** JSON patches, applied last. */
  readonly patches: JsonPatch[];
  /** What was wrong at the moment of construction. */
  readonly problems: readonly Problem[];
  /** The author's line, with an absolute path. */
  readonly source?: SourcePosition;
}

/** What the author of a category said. */
export interface CategoryDeclaration {
  /** From the claims root: of a category inside of another one, with that one's folder in front. */
  readonly folder: string;
  /** Its own cluster, else that of the category around it. */
  readonly cluster: unknown;
  readonly problems: readonly Problem[];
  readonly source?: SourcePosition;
}
