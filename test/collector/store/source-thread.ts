import type { WorkerStart } from '../../../collector/store/sqlite/open-sqlite-store';

/** Runs the thread of a store from its source. */
export const SOURCE_THREAD: WorkerStart = {
  execArgv: ['-C', 'cdk8s-claims-source', '-r', 'ts-node/register/transpile-only'],
};
