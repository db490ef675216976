import type { IConstruct } from 'constructs';
import type { SourcePosition } from '../core/source-position';
import { captureAuthorPosition } from './author-position';

const places = new WeakMap<IConstruct, SourcePosition>();

/** What `constructs` calls for every new child; its types keep it to themselves. */
interface AddingNode {
  addChild?: (child: IConstruct, name: string) => void;
}

/**
 * Notes where the author makes what is put into a construct, at any depth, and does not note that itself: objects of cdk8s alone, and what
 * groups them. Where another version of `constructs` adds its children in another way, nothing is noted.
 *
 * @param isNoted - whether a child notes its own place
 */
export function notePlacesOfChildren(parent: IConstruct, isNoted: (child: IConstruct) => boolean): void {
  const node = parent.node as unknown as AddingNode;
  const { addChild } = node;
  if (typeof addChild !== 'function') return;
  node.addChild = function noted(child, name) {
    addChild.call(node, child, name);
    if (isNoted(child)) return;
    const base = noted as unknown as abstract new () => unknown;
    const place = captureAuthorPosition(base, base);
    if (place !== undefined) places.set(child, place);
    whenBuilt(child, () => {
      notePlacesOfChildren(child, isNoted);
    });
  };
}

/** A construct is added to its parent before it has its own node: that is assigned once. */
function whenBuilt(construct: IConstruct, work: () => void): void {
  Object.defineProperty(construct, 'node', {
    configurable: true,
    enumerable: true,
    set: (value: unknown) => {
      Object.defineProperty(construct, 'node', {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
      work();
    },
  });
}

/** Where the author made a construct, or the nearest one around it of which that is known, up to `limit`. */
export function placeOfChild(
  construct: IConstruct,
  limit: IConstruct | undefined,
): SourcePosition | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined && at !== limit; at = at.node.scope) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return undefined;
}
