import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { captureAuthorPosition } from './author-position';
import { type CategoryDeclaration, DECLARATION } from './declaration';
import { place } from './placement';

const CATEGORY = Symbol.for('cdk8s-claims.Category');

/** Defaults for every claim of a category. */
export interface CategoryProps extends Pick<ChartProps, 'namespace' | 'labels'> {
  /** Namespace of claims that name none. Default: none. */
  readonly namespace?: string;
  /** Labels of every claim; a claim's own win. */
  readonly labels?: Record<string, string>;
}

/** A folder of claims: `new Category(app, 'infra')` is `claims/infra/` of the GitOps repository. */
export class Category extends Chart {
  /** True for categories, also for those of another copy of this package. */
  static isCategory(value: unknown): value is Category {
    return typeof value === 'object' && value !== null && CATEGORY in value;
  }

  /** @internal What the author said. */
  readonly [DECLARATION]: CategoryDeclaration;

  /**
   * @param scope - the app
   * @param id - name of the folder
   */
  constructor(scope: Construct, id: string, props: CategoryProps = {}) {
    const source = captureAuthorPosition(Category, new.target);
    const placement = place(scope, id, 'category');
    super(placement.scope, placement.id, { namespace: props.namespace, labels: props.labels });
    this[DECLARATION] = { folder: placement.folder, problems: placement.problems, source };
  }
}
Object.defineProperty(Category.prototype, CATEGORY, { value: true });
