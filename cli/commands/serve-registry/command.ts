import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve registry` */
export const SERVE_REGISTRY: RunnableCommand = {
  name: 'serve registry',
  summary: 'serve the claims of a registry, as an API and as a page',
  description:
    'Reads a registry from a file, a folder, a Git repository or a raw address, serves its claims, and reads it again every minute and whenever a webhook says so. What cannot be ' +
    'read keeps the last good registry. Every option is a variable of the environment too, as `docs/registry-api.md` says. Logs go to stderr, one JSON object a line. SIGTERM and ' +
    'Ctrl-C finish what is under way and exit with 0.',
  arguments: [],
  options: [
    { flags: '--source <place>', description: 'file, folder, Git repository, or address of a raw file' },
    { flags: '--repo <owner/name>', description: 'repository on GitHub, read as a raw file' },
    { flags: '--branch <name>', description: 'branch of the repository (default: main)' },
    {
      flags: '--path <file>',
      description: 'registry in the repository or folder (default: claims/registry.yaml)',
    },
    { flags: '--interval <duration>', description: 'time between two looks at the source (default: 60s)' },
    { flags: '--port <number>', description: 'port to listen on (default: 8080)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
  ],
  needs: [],
  examples: [
    { command: 'claims serve registry --source .', note: 'claims/registry.yaml of this folder' },
    {
      command: 'claims serve registry --source https://git.example.org/platform/harvester.git',
      note: 'of a Git repository',
    },
    { command: 'claims serve registry --repo acme/harvester --port 0', note: 'of GitHub, on a free port' },
  ],
  load: () => require('./run') as CommandModule,
};
