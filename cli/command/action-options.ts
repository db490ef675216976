import type { AdoptOptions } from '../../toolkit/adopt/adopt-target';
import type { RequestOptions } from '../../toolkit/deliver/converge-request';
import { withoutTrailing } from '../../core/trim-ends';
import type { PlanOptions, ShownPart } from '../../toolkit/plan/plan-options';
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

/** Claims and categories that alone are to be shown; a folder may end in a slash, as a shell completes it. */
export function shownPart({ args }: CommandContext): ShownPart {
  return { only: args.map((name) => withoutTrailing(name, '/')) };
}
