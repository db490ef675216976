/** The only source of time in the core: injected, so that the same input gives the same bytes. */
export interface Clock {
  now(): Date;
}
