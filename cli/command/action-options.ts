import type { AdoptOptions } from '../../toolkit/adopt/adopt-target';
import type { RequestOptions } from '../../toolkit/deliver/converge-request';
import type { PlanOptions } from '../../toolkit/plan/plan-options';
import { listOption, type CommandContext } from './command-module';

/** What the command line says of files that a person edited. */
export function planOptions(context: CommandContext): PlanOptions {
  return { overwrite: listOption(context, 'overwrite'), mergeEdits: listOption(context, 'mergeEdits') };
}

/** How far the command line wants a change request taken. */
export function requestOptions({ options }: CommandContext): Required<RequestOptions> {
  return {
    merge: options['merge'] === true,
    dryRun: options['dryRun'] === true,
    takeOver: options['takeOver'] === true,
  };
}

/** What the command line wants adopted. */
export function adoptOptions(context: CommandContext, repository: string): AdoptOptions {
  const { options } = context;
  return {
    repository,
    kinds: listOption(context, 'kinds'),
    types: listOption(context, 'types'),
    split: options['split'] === true,
    includeOrphans: options['includeOrphans'] === true,
  };
}
