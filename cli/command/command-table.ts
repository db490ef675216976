import { ADOPT } from '../commands/adopt/command';
import { COMPLETION } from '../commands/completion/command';
import { DELETE } from '../commands/delete/command';
import { DEMO } from '../commands/demo/command';
import { DEPLOY_DOCTOR } from '../commands/deploy-doctor/command';
import { DEPLOY_RENDER } from '../commands/deploy-render/command';
import { DEPLOY_TOKEN } from '../commands/deploy-token/command';
import { DIFF } from '../commands/diff/command';
import { DOCTOR } from '../commands/doctor/command';
import { EXPLAIN } from '../commands/explain/command';
import { IMPORT } from '../commands/import/command';
import { INIT } from '../commands/init/command';
import { LIST } from '../commands/list/command';
import { PR } from '../commands/pr/command';
import { REGISTRY_REPAIR } from '../commands/registry-repair/command';
import { REGISTRY_VERIFY } from '../commands/registry-verify/command';
import { RENAME_PROJECT } from '../commands/rename-project/command';
import { SERVE_COLLECTOR } from '../commands/serve-collector/command';
import { SERVE_INFORMER } from '../commands/serve-informer/command';
import { STATUS } from '../commands/status/command';
import { SERVE_REGISTRY } from '../commands/serve-registry/command';
import { SYNTH } from '../commands/synth/command';
import type { RunnableCommand } from './command-module';

/** Every command, in the order of the help. */
export const COMMANDS: readonly RunnableCommand[] = [
  INIT,
  ADOPT,
  IMPORT,
  SYNTH,
  DIFF,
  PR,
  DELETE,
  LIST,
  STATUS,
  REGISTRY_VERIFY,
  REGISTRY_REPAIR,
  RENAME_PROJECT,
  SERVE_COLLECTOR,
  SERVE_INFORMER,
  SERVE_REGISTRY,
  DEPLOY_RENDER,
  DEPLOY_TOKEN,
  DEPLOY_DOCTOR,
  DOCTOR,
  EXPLAIN,
  COMPLETION,
  DEMO,
];
