/** What every change request carries, so that a later run knows whether it is still right. */
export interface RequestMetadata {
  /** Hash of everything that the plan was made from. */
  readonly input: string;
  /** Hash of what the plan does. */
  readonly output: string;
  /** Version of this tool. */
  readonly version: string;
}
