import { calledCommand, flagsOf } from './called-command';
import type { CommandSpec } from './command-spec';

const NOTHING_ASKED = 'leave it out, no command asks for confirmation';
const NO_NAMESPACES = 'claims are in categories, use --category';
const NO_CLUSTER = 'leave it out, the command reads the repository, not a cluster';

/** An option that means what an option of another tool means; else what to do. */
type Elsewhere = readonly [flag: string, otherwise?: string] | string;

/** Options by the words that other tools have for them. */
export const OPTION_HABITS: Readonly<Record<string, Elsewhere>> = {
  '--all-namespaces': 'leave it out, all are shown',
  '--auto-approve': NOTHING_ASKED,
  '--body': 'leave it out, title and body tell the changes',
  '--branch': ['--base'],
  '--cluster': NO_CLUSTER,
  '--context': NO_CLUSTER,
  '--cwd': 'run it in that folder, or use --config <folder>/cdk8s.yaml',
  '--debug': ['--verbose'],
  '--detailed-exitcode': ['--exit-code'],
  '--dir': 'run it in that folder, or use --config <folder>/cdk8s.yaml',
  '--draft': 'leave it out, a request is opened for review',
  '--dry-run': ['--dry-run', 'use `claims diff` to see what would change'],
  '--file': ['--config'],
  '--filename': 'claims are declared in the program, use --app for another one',
  '--fill': 'leave it out, title and body tell the changes',
  '--force': ['--force', 'use --overwrite <category/name> for what people edited'],
  '--format': ['--json'],
  '--kubeconfig': NO_CLUSTER,
  '--label': 'use --category, --template or --status',
  '--namespace': NO_NAMESPACES,
  '--no-input': NOTHING_ASKED,
  '--out': ['--output'],
  '--output': ['--json'],
  '--out-dir': ['--output'],
  '--refresh': 'leave it out, the target is read as it is now',
  '--repo': ['--target'],
  '--selector': 'use --category, --template or --status',
  '--silent': ['--quiet'],
  '--skip-preview': NOTHING_ASKED,
  '--squash': 'leave it out, the settings of the forge decide how it merges',
  '--stack': ['--project'],
  '--title': 'leave it out, title and body tell the changes',
  '--version': 'use --version',
  '--web': 'open the address that `claims pr --show` prints',
  '--yes': NOTHING_ASKED,
  '-A': 'leave it out, all are shown',
  '-B': ['--base'],
  '-C': 'run it in that folder, or use --config <folder>/cdk8s.yaml',
  '-R': ['--target'],
  '-b': ['--base'],
  '-c': ['--config'],
  '-d': ['--verbose'],
  '-f': 'claims are declared in the program, use --app for another one, --config for other settings',
  '-l': 'use --category, --template or --status',
  '-n': NO_NAMESPACES,
  '-o': ['--json'],
  '-p': ['--project'],
  '-q': ['--quiet'],
  '-s': ['--project'],
  '-t': ['--target'],
  '-v': 'use --version, or --verbose',
  '-w': ['--watch'],
  '-y': NOTHING_ASKED,
};

/**
 * What to write in place of an option.
 *
 * @param argv - the whole command line: a folder is written to `--output`, where the command has it
 * @param specs - only an option of the command in question is proposed; one of another command with that command
 */
export function optionElsewhere(
  flag: string,
  argv: readonly string[],
  specs: readonly CommandSpec[],
): string | undefined {
  const spec = calledCommand(argv, specs);
  const wanted = longName(flag, argv);
  const known = Object.hasOwn(OPTION_HABITS, wanted) ? OPTION_HABITS[wanted] : undefined;
  if (known === undefined || typeof known === 'string') return asAccepted(known, spec);
  const [option, otherwise] = wanted === '-o' && writesFolder(argv, spec) ? ['--output'] : known;
  if (spec === undefined || flagsOf(spec).includes(option)) return `use ${option}`;
  if (otherwise !== undefined) return asAccepted(otherwise, spec);
  const other = specs.find((one) => flagsOf(one).includes(option));
  return other === undefined
    ? undefined
    : `only some commands have ${option}, as \`claims ${other.name} ${option}\``;
}

/** `-ojson` for `-o json`, `-auto-approve` as Terraform writes it. */
function longName(flag: string, argv: readonly string[]): string {
  const name = flag.split('=', 1)[0] ?? flag;
  if (Object.hasOwn(OPTION_HABITS, name)) return name;
  if (/^-o(?:json|ya?ml|wide|name)$/.test(name)) return '-o';
  return /^-[a-z][a-z-]+$/.test(name) && !argv.includes(`-${name}`) ? `-${name}` : name;
}

/** A pointer that names options holds only where the command has one of them. */
function asAccepted(pointer: string | undefined, spec: CommandSpec | undefined): string | undefined {
  if (pointer === undefined || spec === undefined) return pointer;
  const named = [...pointer.replaceAll(/`[^`]*`/g, '').matchAll(/--[a-z-]+/g)].map(([option]) => option);
  const flags = flagsOf(spec);
  return named.length === 0 || named.some((option) => flags.includes(option)) ? pointer : undefined;
}

function writesFolder(argv: readonly string[], spec: CommandSpec | undefined): boolean {
  return spec?.name === 'synth' && !argv.some((word) => /^(?:-o|--output=)?(?:json|ya?ml)$/.test(word));
}
