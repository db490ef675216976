import { isAbsolute, relative, resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** Where definitions come from. */
export type ImportSource = {
  /** As the lock file calls it: what was written, a path from the project's folder. */
  readonly name: string;
} & (
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'stdin' | 'cluster' }
  | { readonly kind: 'url'; readonly url: URL }
  | {
      readonly kind: 'github';
      readonly repository: string;
      readonly ref: string | undefined;
      readonly path: string;
    }
);

/** `name:=source`, as cdk8s names an import. */
const NAMED = /^[\w.-]+:=/;
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;
const GITHUB = /^github:([\w.-]+\/[\w.-]+)(?:@([^:\s]+))?(?::(.*))?$/;
/** What cdk8s imports beside definitions, in its own way. */
const OF_CDK8S = /^(?:k8s(?:@|$)|helm:)/;

/** Whether a source is one that cdk8s alone imports: the API of Kubernetes, a chart. */
export function isForCdk8s(text: string): boolean {
  return OF_CDK8S.test(text.replace(NAMED, ''));
}

/**
 * Reads a source as the command line or `imports` of cdk8s.yaml write it.
 *
 * @param cwd - where a path starts
 * @param folder - of the project, which paths in the lock file start from
 * @throws ToolkitError `usage-invalid`
 */
export function parseSource(written: string, cwd: string, folder: string): ImportSource {
  const text = written.replace(NAMED, '');
  if (text === '-') return { kind: 'stdin', name: '-' };
  if (text === 'cluster') return { kind: 'cluster', name: 'cluster' };
  if (text.startsWith('github:')) return githubSource(text);
  if (/^https?:/i.test(text)) return urlSource(text);
  if (OF_CDK8S.test(text) || (SCHEME.test(text) && !/^[a-z]:[\\/]/i.test(text))) {
    throw new ToolkitError(
      'usage-invalid',
      `'${text}' is not a source of XRDs and CRDs: a file, a folder, http(s)://…, github:owner/name[@ref]:path, cluster or - is`,
    );
  }
  const path = resolve(cwd, text);
  const name = relative(folder, path).replaceAll('\\', '/');
  return { kind: 'path', name: name === '' ? '.' : isAbsolute(name) ? path : name, path };
}

function githubSource(text: string): ImportSource {
  const [, repository, ref, path] = GITHUB.exec(text) ?? [];
  if (repository === undefined || path === undefined) {
    throw new ToolkitError(
      'usage-invalid',
      `'${text}' names no path: write github:owner/name[@ref]:path, e.g. github:acme/platform@v1.2.0:apis`,
    );
  }
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return { kind: 'github', name: text, repository, ref, path: steps.join('/') };
}

function urlSource(text: string): ImportSource {
  if (!URL.canParse(text)) throw new ToolkitError('usage-invalid', `'${text}' is not an address`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new ToolkitError(
      'usage-invalid',
      `the address of ${url.host} has a password in it, which the lock file would keep`,
    );
  }
  return { kind: 'url', name: text, url };
}
