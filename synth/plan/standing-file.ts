/** What stands in the target where a planned file goes (for a move: where it comes from). */
export interface StandingFile {
  readonly path: string;
  readonly objectId: string;
  /** Read only when the object id is not the planned one. */
  readonly text?: string;
  readonly value?: unknown;
  /** The text holds characters that end a line for some readers only, or that none can read. */
  readonly unreadable?: true;
  /** Object id in our ledger, undefined when the file is not ours. */
  readonly ledgerId?: string;
  /** Object id that the ledger goes on naming, for a file that is edited although a person's comments are in it. */
  readonly writtenId?: string;
}
