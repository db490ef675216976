import { Chart, type ChartProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { captureAuthorPosition } from './author-position';
import { Claim } from './claim';
import { type CategoryDeclaration, DECLARATION } from './declaration';
import { place } from './placement';
import { notePlacesOfChildren } from './placed-children';

const CATEGORY = Symbol.for('cdk8s-claims.Category');

/** Defaults for every claim of a category. */
export interface CategoryProps extends Pick<ChartProps, 'namespace' | 'labels'> {
  /**
   * Namespace of claims that name none.
   *
   * @default - that of the category around it, else none
   * @example 'shop'
   */
  readonly namespace?: string;
  /**
   * Labels of every claim; a claim's own labels win.
   *
   * @default - those of the category around it
   * @example { team: 'shop' }
   */
  readonly labels?: Record<string, string>;
  /**
   * Cluster that the claims of the category run in, for the registry.
   *
   * @default - that of the category around it, else none
   * @example 'eu-1'
   */
  readonly cluster?: string;
}

/**
 * A folder of claims: `new Category(app, 'infra')` is `claims/infra/` of the GitOps repository, and `new Category(app, 'prod/infra')` is
 * `claims/prod/infra/`. A category inside of another one is a folder of that one and takes its namespace, labels and cluster
 * where it says nothing else.
 */
export class Category extends Chart {
  /** True for categories, also for those of another copy of this package. */
  static isCategory(value: unknown): value is Category {
    return typeof value === 'object' && value !== null && CATEGORY in value;
  }

  /** @internal What the author said. */
  readonly [DECLARATION]: CategoryDeclaration;

  /**
   * Declares a folder of claims, with what its claims have in common.
   *
   * @param scope - the app, or the category that this one is a folder of
   * @param id - name of the folder, or several of them: `prod/infra`
   * @param props - what claims have that say nothing else
   * @default props - no namespace, labels and cluster but those of the category around it
   * @example
   * const infra = new Category(app, 'infra', { namespace: 'default' });
   */
  constructor(scope: Construct, id: string, props: CategoryProps = {}) {
    const source = captureAuthorPosition(Category, new.target);
    const placement = place(scope, id, 'category');
    const around = Category.around(placement.scope);
    const outer = around?.[DECLARATION];
    super(placement.scope, placement.id, {
      namespace: props.namespace ?? around?.namespace,
      labels: { ...around?.labels, ...props.labels },
    });
    notePlacesOfChildren(this, notesItself);
    this[DECLARATION] = {
      folder: outer === undefined ? placement.folder : `${outer.folder}/${placement.folder}`,
      cluster: props.cluster ?? outer?.cluster,
      problems: placement.problems,
      source,
    };
  }

  private static around(scope: IConstruct): Category | undefined {
    let construct: IConstruct | undefined = scope;
    while (construct !== undefined && !Category.isCategory(construct)) construct = construct.node.scope;
    return construct;
  }
}
Object.defineProperty(Category.prototype, CATEGORY, { value: true });

/** Whether a construct itself knows where the author made it. */
export function notesItself(construct: IConstruct): boolean {
  return Claim.isClaim(construct) || Category.isCategory(construct);
}
