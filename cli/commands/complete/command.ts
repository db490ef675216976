import type { CommandModule, RunnableCommand } from '../../command/command-module';

/**
 * `claims __complete <what> [typed…]`, which the completion scripts ask on every Tab: it stands in no table, so that no help and no
 * documentation has it.
 */
export const COMPLETE: RunnableCommand = {
  name: '__complete',
  summary: 'names for completion',
  description: 'Prints the possible next words, one per line.',
  arguments: [],
  options: [],
  needs: [],
  examples: [],
  load: () => require('./run') as CommandModule,
};
