import type { Issue } from '../core/issue';
import { compareText } from '../core/text/compare-text';
import { readingDifferences, type ReadingDifference } from '../core/yaml/reading-differences';
import { registryPath } from './paths';

const YAML_FILE = /\.ya?ml$/i;
/** Read by others, or by kustomize in another way. */
const OTHER_FILE = /(?:^|\/)(?:kustomization|catalog-info)\.ya?ml$/i;

const SHORT_OR_DATE = /^(?:.{0,7}|\d{4}-\d{1,2}-\d{1,2}[\dTtZ:., +-]{0,40})$/;

/**
 * One warning for each field of a manifest that kustomize and kubectl read in different ways.
 *
 * @param isReached - a build of kustomize applies the file; where not, the cluster may have the other value
 */
function readingWarnings(path: string, text: string, isReached = true): Issue[] {
  return readingDifferences(text).map((difference) => {
    const { field, line, isKey } = difference;
    const subject = field === '' ? 'the document' : isKey ? `the key ${field}` : field;
    const other = isReached
      ? ''
      : '; no kustomization leads to this file, so this cluster may read it the other way';
    return {
      code: 'yaml-read-differently',
      severity: 'warning',
      message: `${path}:${line}: ${subject} is ${shown(difference.kustomize)} to kustomize and ${kubectlWords(difference)} to kubectl${other}`,
      source: { file: path, line },
      ...(field !== '' && { field }),
      hint: 'Quote the value that the cluster has: then all of them read the same.',
    };
  });
}

function kubectlWords({ kubectl }: ReadingDifference): string {
  return kubectl === undefined ? 'an error' : shown(kubectl);
}

/** What tells the two apart, and never what may be a secret: longer text than a word or a date is not shown. */
function shown(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a map';
  if (typeof value === 'string' && !SHORT_OR_DATE.test(value)) return 'other text';
  return JSON.stringify(value);
}

/** {@link readingWarnings} of the manifests among the files of a tree, by path. */
export function readingWarningsOf(
  files: Iterable<readonly [path: string, text: string]>,
  root: string,
  isReached: (path: string) => boolean = () => true,
): Issue[] {
  const warnings: Issue[] = [];
  for (const [path, text] of files) {
    const isManifest = path.startsWith(`${root}/`) && YAML_FILE.test(path) && !OTHER_FILE.test(path);
    if (isManifest && path !== registryPath(root)) {
      warnings.push(...readingWarnings(path, text, isReached(path)));
    }
  }
  return warnings.sort((left, right) => compareText(left.message, right.message));
}
