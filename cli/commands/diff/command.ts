import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';
import { settingOptions } from '../../command/standard-options';

/** `claims diff` */
export const DIFF: RunnableCommand = {
  name: 'diff',
  summary: 'show what the claims would change in the target',
  description:
    'Plans the claims of the program against the base of the target and shows every claim that is added, changed, ' +
    'renamed, replaced or removed, with the line that declares it. Files that a person changed are listed as ' +
    'kept. Writes nothing. With `--watch` it plans again when a file below the folder of cdk8s.yaml changes, ' +
    'except in node_modules, dist, .git and the output folder. A local target is read again each time, a remote ' +
    'one only at the start. Errors are shown, and watching continues; Ctrl-C ends it with 130. With `--json` each ' +
    'round is one line.',
  arguments: [
    {
      name: 'category/name',
      description: 'only these claims; a category means all claims in it',
      required: false,
      variadic: true,
    },
  ],
  options: [
    {
      flags: '--exit-code',
      description: 'exit with 3 when there are differences, also for a change that a kept file blocks',
    },
    { flags: '--watch', description: 'plan again whenever a file of the program changes, until Ctrl-C' },
    { flags: '--markdown', description: 'print the body of the change request' },
    {
      flags: '--overwrite <category/name>',
      description: 'plan as if the hand-edited files of this claim were overwritten; may be repeated',
      repeatable: true,
    },
    {
      flags: '--merge-edits <category/name>',
      description:
        "plan as if the program's changes were merged into the hand-edited file of this claim; may be repeated",
      repeatable: true,
    },
    ...settingOptions('types'),
  ],
  needs: ['target', 'program'],
  examples: [
    { command: 'claims diff', note: 'what would `claims pr` do?' },
    { command: 'claims diff infra/app-data', note: 'one claim only' },
    { command: 'claims diff --watch', note: 'the same, again each time you save' },
    { command: 'claims diff --exit-code --quiet', note: 'fail a CI job when the target is behind' },
    { command: 'claims diff --json', note: 'changes, kept files and summary as JSON' },
  ],
  load: () => require('./run') as CommandModule,
};
