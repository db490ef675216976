import type { ObjectFormat } from '../../core/snapshot';
import type { ChildEnvironment } from './git-environment';
import type { GitRunner } from './git-runner';
import type { ScratchFiles } from './scratch-files';

/** Where objects are read: a repository (the scratch one) and the environment for object work. */
export interface ObjectStore {
  readonly git: GitRunner;
  readonly environment: ChildEnvironment;
  readonly objectFormat: ObjectFormat;
  /** For objects that are too large for memory. */
  readonly files: ScratchFiles;
}
