import type { CommandModule, RunnableCommand } from '../../command/command-module';

/** `claims serve collector` */
export const SERVE_COLLECTOR: RunnableCommand = {
  name: 'serve collector',
  summary: 'run the hub that informers report to',
  description:
    'Takes reports about the claims of every cluster and answers once they are on the disk. Needs no cluster, no forge and no database: SQLite in a folder, ' +
    'loopback. With REGISTRY_TARGET it brings statuses into a registry, by one change request; with COLLECTOR_DATABASE_URL it keeps them in PostgreSQL. Every option is a variable of the environment too, as `docs/status.md` says. Logs go to stderr, one JSON object a line. SIGTERM and Ctrl-C ' +
    'finish what is under way and exit with 0.',
  arguments: [],
  options: [
    { flags: '--port <number>', description: 'port to listen on (default: 8095)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
    { flags: '--state-dir <dir>', description: 'folder of the SQLite store (default: collector-state)' },
    { flags: '--tokens <file>', description: 'file with the hashes of the tokens of each cluster' },
    { flags: '--insecure', description: 'listen on other addresses than loopback without tokens' },
    { flags: '--force', description: 'write the registry also where many of its entries would vanish' },
  ],
  needs: [],
  examples: [
    {
      command: 'REGISTRY_TARGET=../gitops.git claims serve collector',
      note: 'and bring statuses back into the registry',
    },
    { command: 'claims serve collector', note: 'on this machine, in ./collector-state' },
    { command: 'claims serve collector --port 0 --state-dir /tmp/status', note: 'on a free port' },
    {
      command: 'COLLECTOR_TOKENS=tokens.json claims serve collector --host 0.0.0.0',
      note: 'for clusters that have tokens',
    },
  ],
  load: () => require('./run') as CommandModule,
};
