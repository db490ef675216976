import type { Phrase } from '../view/phrase';
import type { Wrapper } from './part-writer';
import type { FieldGroup } from './section';

/** A form in which sections are written. Whatever it makes of foreign text is inert in that form, on one line and without its secrets. */
export interface Markup {
  text(words: Phrase): string;
  title(words: Phrase): string;
  counts(counts: readonly (readonly [word: string, count: number])[]): string;
  /** Around the sections that share a heading. */
  heading(words: string): Wrapper;
  /** Around what stands below a summary. */
  fold(summary: Phrase): Wrapper;
  /** Around the lines of a diff. */
  fence(groups: readonly FieldGroup[]): Wrapper;
  readonly rule: string;
}
