import type { Plan } from '../../core/plan';
import { summarize } from '../../synth/plan/summarize';

/**
 * The part of a plan that is about some claims, for whoever looks. What several claims share (registry, locations, kustomizations of categories)
 * is in no part: it changes with the whole.
 *
 * @param only - `<category>/<name>`, or a category for all in it
 * @param declared - construct paths of the program
 */
export function narrowPlan(plan: Plan, only: readonly string[], declared: readonly string[]): Plan {
  const isWanted = (claim: string): boolean =>
    only.some((name) => claim === name || claim.startsWith(`${name}/`));
  const changes = plan.changes.filter(
    ({ category, name, from }) => isWanted(`${category}/${name}`) || (from !== undefined && isWanted(from)),
  );
  const kept = plan.kept.filter(({ category, name }) => isWanted(`${category}/${name}`));
  const paths = new Set(changes.flatMap((change) => change.files));
  const files = plan.files.filter(({ path }) => paths.has(path));
  const summary = summarize(files, changes, kept, declared.filter(isWanted).length);
  return { ...plan, files, changes, kept, summary };
}
