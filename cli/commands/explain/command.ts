import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims explain` */
export const EXPLAIN: RunnableCommand = {
  name: 'explain',
  summary: 'explain an error code, or an imported kind',
  description:
    'Shows what an error means, why it happens and how to fix it, with an example; without a topic, lists all ' +
    'errors. For an imported kind, or one of its fields, shows type, default, limits, rules and the fields below ' +
    'it.',
  arguments: [
    {
      name: 'topic',
      description: 'code of an error, as in its message, or `<kind>[.field.path]` of an imported kind',
      required: false,
    },
  ],
  options: [
    { flags: '--out <dir>', description: 'folder of the types, relative to cdk8s.yaml (default: imports)' },
  ],
  needs: [],
  examples: [
    { command: 'claims explain config-project-missing', note: 'one error' },
    { command: 'claims explain volumeclaim.spec.storage', note: 'a field of an imported kind' },
    { command: 'claims explain', note: 'all codes' },
  ],
  load: () => require('./run') as CommandModule,
};
