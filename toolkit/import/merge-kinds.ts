import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../core/json/canonical-json';
import type { Issue } from '../../core/issue';
import { compareText } from '../../core/text/compare-text';
import { formatSourcePosition } from '../../core/source-position';
import { definitionName, type CustomKind } from '../../schema/documents/custom-kind';

/**
 * The kinds of several sources as one list: what two define alike is there once. A CRD that a cluster has of an XRD gives way to the XRD.
 * What two define differently is a problem.
 */
export function mergeKinds(kinds: readonly CustomKind[]): {
  readonly kinds: readonly CustomKind[];
  readonly issues: readonly Issue[];
} {
  const byName = new Map<string, CustomKind>();
  const issues: Issue[] = [];
  for (const kind of kinds) {
    const name = definitionName(kind);
    const other = byName.get(name);
    if (other === undefined || (other.shape === 'resource' && kind.shape !== 'resource')) {
      byName.set(name, kind);
    } else if (kind.shape !== 'resource' || other.shape === 'resource') {
      if (kind.shape === other.shape) {
        const [text, otherText] = [canonicalJson(kind.crd), canonicalJson(other.crd)];
        if (text === otherText) continue;
        if (isDeepStrictEqual(kind.crd, other.crd)) {
          // Whatever came first, the same one of two counts.
          if (compareText(text, otherText) < 0) byName.set(name, kind);
          continue;
        }
      }
      issues.push({
        code: 'import-conflict',
        message: `${name} is defined in another way at ${formatSourcePosition(other.source)}`,
        source: kind.source,
        hint: 'import it from one of the two',
      });
    }
  }
  return { kinds: [...byName.values()], issues };
}
