import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Category } from '../../constructs/category';
import { Claim } from '../../constructs/claim';
import { DECLARATION } from '../../constructs/declaration';
import { placeOfChild } from '../../constructs/placed-children';
import { isLostAndFound } from '../../constructs/placement';
import type { Issue } from '../../core/issue';

/** One claim as it was found in the tree. */
export interface FoundClaim {
  readonly claim: Claim;
  /** Nearest category above; undefined for a claim outside of any. */
  readonly category: Category | undefined;
  /** `<category>/<folder>`, or the path in the tree for a claim outside of any category. */
  readonly path: string;
}

/** Everything of interest in a construct tree, in the author's order. */
export interface FoundTree {
  readonly categories: readonly Category[];
  readonly claims: readonly FoundClaim[];
  readonly issues: readonly Issue[];
}

/** Walks a construct tree once, running the validations of every node (`node.addValidation`). Linear, and safe for deep trees. */
export function walkTree(root: IConstruct): FoundTree {
  const categories: Category[] = [];
  const claims: FoundClaim[] = [];
  const issues: Issue[] = [];
  const stack: {
    construct: IConstruct;
    category: Category | undefined;
    near: Category | Claim | undefined;
  }[] = [{ construct: root, category: undefined, near: undefined }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { construct } = entry;
    let { category, near } = entry;
    if (Category.isCategory(construct)) {
      categories.push(construct);
      category = near = construct;
    } else if (Claim.isClaim(construct)) {
      near = construct;
      const { folder } = construct[DECLARATION];
      const path =
        category === undefined ? outsidePath(construct) : `${category[DECLARATION].folder}/${folder}`;
      claims.push({ claim: construct, category, path });
    } else if (ApiObject.isApiObject(construct)) {
      issues.push(notAClaim(construct, near));
    }
    validate(construct, near, issues);
    const { children } = construct.node;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined) stack.push({ construct: child, category, near });
    }
  }
  return { categories, claims, issues };
}

function outsidePath(claim: Claim): string {
  const parent = claim.node.scope;
  return parent !== undefined && isLostAndFound(parent) ? claim[DECLARATION].folder : claim.node.path;
}

function notAClaim(object: ApiObject, near: Category | Claim | undefined): Issue {
  return {
    code: 'object-not-a-claim',
    message: `'${object.node.path}' is a ${object.kind}, but no claim, so it would not be written`,
    construct: object.node.path,
    source: placeOfChild(object, near) ?? near?.[DECLARATION].source,
    hint: 'make it a Claim with the same apiVersion, kind and spec',
  };
}

function validate(construct: IConstruct, near: Category | Claim | undefined, issues: Issue[]): void {
  let messages: readonly unknown[];
  try {
    messages = construct.node.validate();
  } catch (error) {
    messages = [`a validation threw: ${error instanceof Error ? error.message : String(error)}`];
  }
  for (const message of messages) {
    issues.push({
      code: 'claim-validation-failed',
      message: String(message),
      construct: construct.node.path,
      source: placeOfChild(construct, near) ?? near?.[DECLARATION].source,
      hint: 'do what the message says',
    });
  }
}
