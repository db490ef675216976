import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Problem } from './declaration';

/** Where a construct is put in the tree, so that `constructs` does not throw at the first mistake. */
export interface Placement {
  readonly scope: Construct;
  /** Id in the tree; differs from what the author said only where that is taken or empty. */
  readonly id: string;
  /** What the author said, or what stands for it. */
  readonly folder: string;
  readonly problems: readonly Problem[];
}

const LOST_AND_FOUND = '.claims-outside';
const takenIds = new WeakMap<Construct, number>();

/** True for the chart that holds claims which are in no chart; it is not the author's. */
export function isLostAndFound(construct: { readonly node: { readonly id: string } }): boolean {
  return construct.node.id === LOST_AND_FOUND;
}

/**
 * Finds a place for a construct that would otherwise make `constructs` or cdk8s throw: an empty id, an id that is
 * taken, a scope without a chart. What is wrong is returned (an id that is taken is found while collecting, where
 * both places are known), so that five mistakes give five errors.
 *
 * @param what - `claim` or `category`
 * @throws TypeError when the scope is no construct: there is nothing that the mistake could be recorded in
 */
export function place(scope: unknown, id: unknown, what: 'claim' | 'category'): Placement {
  if (!Construct.isConstruct(scope)) {
    throw new TypeError(
      `the first argument of a ${what} is its scope, a ${what === 'claim' ? 'Category' : 'ClaimApp'}, not ${scope === undefined ? 'undefined' : typeof scope}`,
    );
  }
  const problems: Problem[] = [];
  const named = typeof id === 'string' && id !== '';
  if (!named) {
    problems.push({
      code: what === 'claim' ? 'claim-name-missing' : 'category-name-invalid',
      message: `the ${what} has no name: its second argument is ${id === '' ? 'empty' : typeof id}`,
      hint: `name the folder: new ${what === 'claim' ? "Claim(category, 'app-pvc', …)" : "Category(app, 'infra')"}`,
    });
  }
  const parent = what === 'claim' && !isInChart(scope) ? lostAndFound(scope) : scope;
  if (named) return { scope: parent, id: freeId(parent, id), folder: id, problems };
  const standIn = freeId(parent, `unnamed-${what}`).replace(/ \((\d+)\)$/, '-$1');
  return { scope: parent, id: standIn, folder: standIn, problems };
}

function isInChart(scope: Construct): boolean {
  let construct: IConstruct | undefined = scope;
  while (construct !== undefined && !Chart.isChart(construct)) construct = construct.node.scope;
  return construct !== undefined;
}

function lostAndFound(scope: Construct): Construct {
  const { root } = scope.node;
  const known = root.node.tryFindChild(LOST_AND_FOUND);
  return known === undefined ? new Chart(asConstruct(root), LOST_AND_FOUND) : asConstruct(known);
}

function asConstruct(value: unknown): Construct {
  if (Construct.isConstruct(value)) return value;
  throw new TypeError('a construct tree holds something that is not a construct');
}

function freeId(scope: Construct, id: string): string {
  if (scope.node.tryFindChild(id) === undefined) return id;
  // Counted, not tried: ten thousand claims of one name must not make ten thousand tries each.
  const taken = (takenIds.get(scope) ?? 1) + 1;
  takenIds.set(scope, taken);
  return `${id} (${taken})`;
}
