import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve registry` */
export const SERVE_REGISTRY: RunnableCommand = {
  name: 'serve registry',
  summary: 'serve the claims of a registry, as an API and as a page',
  description:
    'Reads a registry from a file, a folder, a Git repository or a raw address and serves its claims. It reads ' +
    'the registry again every minute, and when a webhook reports a push. While it cannot be read, the last good ' +
    'registry is served. Every option is also an environment variable, see `docs/registry-api.md`. Logs go to ' +
    'stderr, one JSON object per line. On SIGTERM and Ctrl-C it finishes running requests and exits with 0.',
  arguments: [],
  options: [
    { flags: '--source <place>', description: 'file, folder, Git repository, or address of a raw file' },
    { flags: '--repo <owner/name>', description: 'repository on GitHub, read as a raw file' },
    { flags: '--branch <name>', description: 'branch of the repository (default: main)' },
    {
      flags: '--path <file>',
      description: 'registry in the repository or folder (default: claims/registry.yaml)',
    },
    { flags: '--interval <duration>', description: 'time between two reads of the source (default: 60s)' },
    { flags: '--port <number>', description: 'port to listen on (default: 8080)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
  ],
  needs: [],
  examples: [
    { command: 'claims serve registry --source .', note: 'claims/registry.yaml of this folder' },
    {
      command: 'claims serve registry --source https://git.example.org/platform/harvester.git',
      note: 'the registry of a Git repository',
    },
    {
      command: 'claims serve registry --repo acme/harvester --port 0',
      note: 'a repository on GitHub, on a free port',
    },
  ],
  load: () => require('./run') as CommandModule,
};
