import type { CommandSpec } from './command-spec';

/** What people come for, with the commands for it; a first word stands for all commands that begin with it. */
const GROUPS: readonly (readonly [task: string, names: readonly string[]])[] = [
  ['Start a project', ['init', 'adopt', 'import']],
  ['Change claims', ['synth', 'diff', 'pr', 'delete']],
  ['See what there is', ['list', 'status', 'drift']],
  ['Keep a repository sound', ['registry', 'validate', 'rename-project', 'upgrade-check', 'migrate']],
  ['Run in a cluster or CI', ['serve', 'deploy', 'ci']],
  ['Get help', ['doctor', 'explain', 'completion', 'demo']],
];
const OTHERS = 'Others';

/** Commands by what they are for, in the order in which people need them; empty groups are left out. */
export function commandGroups<Spec extends CommandSpec>(
  specs: readonly Spec[],
): (readonly [task: string, specs: readonly Spec[]])[] {
  const isIn = ({ name }: CommandSpec, names: readonly string[]): boolean =>
    names.includes(name) || names.includes(name.split(' ')[0] ?? name);
  const grouped = GROUPS.map(([task, names]) => [task, specs.filter((spec) => isIn(spec, names))] as const);
  const known = GROUPS.flatMap(([, names]) => names);
  const others = [OTHERS, specs.filter((spec) => !isIn(spec, known))] as const;
  return [...grouped, others].filter(([, found]) => found.length > 0);
}
