import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims completion` */
export const COMPLETION: RunnableCommand = {
  name: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that completes commands, options and their values, claims and categories, files, and the codes of `explain`.',
  arguments: [{ name: 'shell', description: 'bash, zsh or fish', required: true }],
  options: [],
  needs: [],
  examples: [
    { command: 'claims completion bash', note: 'for ~/.bashrc: source <(claims completion bash)' },
    {
      command: 'claims completion zsh',
      note: 'as file _claims in a folder of $fpath, or sourced in ~/.zshrc',
    },
    { command: 'claims completion fish', note: 'for ~/.config/fish/completions/claims.fish' },
  ],
  load: () => require('./run') as CommandModule,
};
