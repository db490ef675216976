import type { CommandModule } from '../../command/command-module';
import type { RunnableCommand } from '../../command/command-module';

/** `claims adopt` */
export const ADOPT: RunnableCommand = {
  name: 'adopt',
  summary: 'write TypeScript for the claims of an existing repository',
  description:
    'Reads a GitOps repository and writes a program that declares its claims as they are. The first change ' +
    'request of the program takes them over without changing a byte. Comments are kept. An object is a claim if ' +
    'the registry lists it, or if its kind is defined by an XRD of the repository, by an import of the project, ' +
    'or named by `--kinds`; if none of these finds any, every object of a namespaced custom kind is one. What ' +
    'cannot be declared is not changed, and is listed with the reason (file by file with `--verbose` or ' +
    '`--json`); so are orphans, claims that nothing applies and no registry lists. Never overwrites a file.',
  arguments: [
    { name: 'repo', description: 'repository: a path, or a file:, ssh: or https: URL', required: true },
  ],
  options: [
    { flags: '--out <dir>', description: 'folder of the program (default: this one)' },
    { flags: '--split', description: 'one file per claim instead of one per category' },
    {
      flags: '--include-orphans',
      description: 'also adopt claims that nothing applies and no registry names',
    },
    {
      flags: '--kinds <Kind.group>',
      description: 'treat objects of this kind as claims; may be repeated',
      repeatable: true,
    },
    {
      flags: '--types <source>',
      description: 'XRDs and CRDs of the claims, as `claims import` takes them; may be repeated',
      repeatable: true,
    },
    { flags: '--base <branch>', description: "branch to read (default: the repository's own)" },
    { flags: '--root <folder>', description: 'folder of the claims inside the repository (default: claims)' },
    {
      flags: '--project <name>',
      description: 'name of the program in the target (default: name of the repository)',
    },
  ],
  needs: [],
  examples: [
    { command: 'claims adopt ../harvester --out my-claims', note: 'write the program to a new folder' },
    { command: 'cd my-claims && claims diff', note: 'what its first change request would do' },
    {
      command: 'claims adopt ../harvester --out my-claims --split --include-orphans',
      note: 'one file per claim, orphans too',
    },
    {
      command: 'claims adopt ../home --root kubernetes/apps --kinds HelmRelease.helm.toolkit.fluxcd.io',
      note: 'Flux releases as claims',
    },
  ],
  load: () => require('./run') as CommandModule,
};
