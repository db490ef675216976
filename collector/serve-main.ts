import type { Environment } from '../core/config/setting-row';
import { ERROR_KINDS } from '../core/errors/error-kind';
import { asToolkitError } from '../core/errors/system-failure';
import { ToolkitError } from '../core/errors/toolkit-error';
import type { SignalSource } from './service/lifecycle';
import type * as ServeCollector from './serve-collector';
import type * as ServeInformer from './serve-informer';
import type * as ServeRegistry from './serve-registry';

/** Version of the package; put in when the services are bundled. */
declare const CLAIMS_VERSION: string | undefined;

/** What a container runs in. */
export interface ServeMainOptions {
  /** As `claims` takes them: `serve collector`, `serve informer`, `serve registry`. */
  readonly args: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly signals: SignalSource;
  /** Writes a line about what is wrong. */
  readonly complain: (line: string) => void;
}

/**
 * Runs a service by its name without the command line: an image holds the bundle and no more. Everything is set by variables.
 *
 * @returns the exit code
 */
export async function serveMain(options: ServeMainOptions): Promise<number> {
  try {
    return await serve(options);
  } catch (thrown) {
    const { code, kind, message, issues } = asToolkitError(thrown).toJSON();
    options.complain(`error [${code}]: ${message}`);
    for (const issue of issues) options.complain(`  ${issue.message}`);
    return ERROR_KINDS[kind].exitCode;
  }
}

function serve({ args, env, cwd, signals }: ServeMainOptions): Promise<number> {
  const [verb, name, ...rest] = args;
  const version = {
    version: typeof CLAIMS_VERSION === 'string' ? CLAIMS_VERSION : 'unknown',
    commit: 'unknown',
  };
  const start = { env, signals, version, onReady: () => undefined };
  // Each loads the libraries of its service, and not those of the others.
  if (verb === 'serve' && rest.length === 0) {
    if (name === 'collector') {
      return (require('./serve-collector') as typeof ServeCollector).serveCollector(start);
    }
    if (name === 'informer') {
      return (require('./serve-informer') as typeof ServeInformer).serveInformer(start);
    }
    if (name === 'registry') {
      const { CLAIMS_CACHE: cacheFolder } = env;
      const { serveRegistry } = require('./serve-registry') as typeof ServeRegistry;
      return serveRegistry({ ...start, folder: cwd, ...(cacheFolder !== undefined && { cacheFolder }) });
    }
  }
  throw new ToolkitError(
    'usage-invalid',
    `'${args.join(' ')}' is not a service; there are serve collector, serve informer, serve registry`,
  );
}
