/** Brings what waits in the box to a collector, one request at a time. */
export interface Delivery {
  /** Whether there is something to send at this time. */
  hasWork(now: number): boolean;
  /** When there is something to send although nothing new is known; undefined: never. */
  dueAt(): number | undefined;
  /**
   * Sends one request.
   *
   * @throws ToolkitError `collector-unreachable` where it is to be sent again later
   * @throws SessionLost
   */
  step(): Promise<void>;
}

/** The collector does not take this session any more, or is another one than before: it has to be asked anew. */
export class SessionLost extends Error {
  override readonly name = 'SessionLost';

  /** @param isOwn - this informer gives it up itself, to ask for more: nobody else may have taken it over */
  constructor(
    message: string,
    readonly isOwn = false,
  ) {
    super(message);
  }
}
