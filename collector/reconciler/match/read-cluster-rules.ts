import { withoutTrailing } from '../../../core/trim-ends';
import type { ClusterRule } from './cluster-map';

/**
 * Reads `claims/prod=prod-eu+prod-us,claims/dev=dev`, or the name of one cluster for everything.
 *
 * @returns what is wrong, where something is
 */
export function readClusterRules(text: string): readonly ClusterRule[] | { readonly problem: string } {
  const rules: ClusterRule[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    const [folder = '', names = folder, ...more] = part.split('=');
    const clusters = names.split('+').map((name) => name.trim());
    if (part === '' || more.length > 0 || clusters.some((name) => name === '')) {
      return { problem: `'${part}' must be <folder>=<cluster>+<cluster>, or one cluster` };
    }
    rules.push({ folder: part.includes('=') ? withoutTrailing(folder.trim(), '/') : '', clusters });
  }
  const folders = rules.map(({ folder }) => folder);
  const twice = folders.find((folder, at) => folders.indexOf(folder) !== at);
  return twice === undefined ? rules : { problem: `'${twice}' is there twice` };
}
