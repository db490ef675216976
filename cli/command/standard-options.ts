import type { CommandNeed, OptionSpec } from './command-spec';

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--json', description: 'print one JSON document on stdout, failures included' },
  { flags: '--quiet', description: 'print results and errors only' },
  { flags: '--verbose', description: 'print every step, and causes of errors' },
  { flags: '--no-color', description: 'print without colours (also NO_COLOR; FORCE_COLOR for the contrary)' },
  { flags: '--config <file>', description: 'configuration file (default: cdk8s.yaml)' },
  {
    flags: '--events <format>',
    description: 'print progress as one JSON object a line on stderr',
    choices: ['json'],
  },
];

/** Options of the commands that plan from the program. */
export const TYPE_CHECK_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--type-check',
    description: 'check the types of the program (default: `gitops.typeCheck` of cdk8s.yaml)',
  },
  { flags: '--no-type-check', description: 'plan although types may be wrong' },
];

/** Options that come with what a command needs. */
export const NEED_OPTIONS: Readonly<Record<CommandNeed, readonly OptionSpec[]>> = {
  target: [
    {
      flags: '--target <repository>',
      description: 'GitOps repository: a path, or a file:, ssh: or https: URL',
    },
    { flags: '--base <branch>', description: 'branch to plan against (default: main)' },
    { flags: '--root <folder>', description: 'folder of the claims inside the target (default: claims)' },
    { flags: '--project <name>', description: 'name of this program in the target' },
  ],
  program: [
    { flags: '--app <command>', description: 'command that runs the program (default: `app` of cdk8s.yaml)' },
  ],
};
