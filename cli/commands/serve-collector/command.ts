import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve collector` */
export const SERVE_COLLECTOR: RunnableCommand = {
  name: 'serve collector',
  summary: 'run the hub that informers report to',
  description:
    'Receives reports about the claims of every cluster and answers once they are on disk. By default it needs no ' +
    'cluster, forge or database: it uses SQLite in a folder and listens on loopback. With REGISTRY_TARGET it ' +
    'writes statuses to a registry, through one change request; with COLLECTOR_DATABASE_URL it stores them in ' +
    'PostgreSQL. Every option is also an environment variable, see `docs/status.md`. Logs go to stderr, one JSON ' +
    'object per line. On SIGTERM and Ctrl-C it finishes running requests and exits with 0.',
  arguments: [],
  options: [
    { flags: '--port <number>', description: 'port to listen on (default: 8095)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
    { flags: '--state-dir <dir>', description: 'folder of the SQLite store (default: collector-state)' },
    { flags: '--tokens <file>', description: 'file with the hashes of the tokens of each cluster' },
    { flags: '--insecure', description: 'allow other addresses than loopback without tokens' },
    { flags: '--force', description: 'write the registry even if many of its entries would be removed' },
  ],
  needs: [],
  examples: [
    { command: 'claims serve collector', note: 'on this machine, in ./collector-state' },
    {
      command: 'REGISTRY_TARGET=../gitops.git claims serve collector',
      note: 'and write statuses to a registry',
    },
    { command: 'claims serve collector --port 0 --state-dir /tmp/status', note: 'on a free port' },
    {
      command: 'COLLECTOR_TOKENS=tokens.json claims serve collector --host 0.0.0.0',
      note: 'for clusters that have tokens',
    },
  ],
  load: () => require('./run') as CommandModule,
};
