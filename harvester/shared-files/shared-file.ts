import type { JsonObject } from '../../core/claim-model';

/** One shared file with what is to change in it. */
export interface SharedFile {
  readonly path: string;
  /** What the file holds where it says what was added and no more; nearly every file does, and then it need not be read. */
  readonly whole?: () => JsonObject;
  /**
   * The text afterwards.
   *
   * @param standing - undefined: there is no such file
   * @returns undefined where there is none and none is needed
   * @throws ToolkitError `target-file-unreadable`, `registry-unreadable`, `registry-not-editable`
   */
  edited(standing: string | undefined): string | undefined;
}
