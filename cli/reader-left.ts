/** Reason of a signal that was aborted because nobody reads the output any more: no failure, and nothing to be said. */
export const READER_LEFT = 'reader left';
