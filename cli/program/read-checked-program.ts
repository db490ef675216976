import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { countOf } from '../../core/text/count-of';
import { refuseWrongClaims } from '../../toolkit/plan/refuse-wrong-claims';
import type { CommandContext } from '../command/command-module';
import { checkTypes } from './type-check';
import type { Project } from '../../toolkit/project/load-project';
import { readProgram } from './read-program';

/**
 * Runs the program of a project and, where the configuration asks for it, checks its types meanwhile. What is wrong with
 * either is reported together, the program first.
 *
 * @throws ToolkitError those of {@link readProgram}, `program-type-error`, `type-check-unavailable`
 */
export async function readCheckedProgram(context: CommandContext, project: Project): Promise<ModelsDocument> {
  const { config, folder } = project;
  if (config.typeCheck === undefined || config.app === undefined) return readProgram(context, project);
  const [program, types] = await Promise.allSettled([
    readProgram(context, project),
    checkTypes({
      tsconfig: config.typeCheck,
      app: config.app,
      projectFolder: folder,
      env: context.env,
      secretVariables: config.forge.tokenEnv === undefined ? [] : [config.forge.tokenEnv],
      timeLimit: config.timeLimit,
      signal: context.signal,
      reporter: context.reporter,
    }),
  ]);
  if (types.status === 'fulfilled') {
    if (program.status === 'rejected') throw program.reason;
    return program.value;
  }
  const wrong = program.status === 'rejected' ? (program.reason as unknown) : wrongClaims(program.value);
  throw wrong === undefined ? types.reason : together(wrong, types.reason);
}

/** The planner would refuse these later; with wrong types it is never asked. */
function wrongClaims(models: ModelsDocument): unknown {
  try {
    refuseWrongClaims(models);
    return undefined;
  } catch (error) {
    return error;
  }
}

function together(program: unknown, types: unknown): unknown {
  if (!ToolkitError.isToolkitError(program) || program.kind === 'interrupted') return program;
  if (!ToolkitError.isToolkitError(types) || types.kind === 'interrupted') return types;
  const first = issuesOf(program);
  const known = new Set(first.map(identity));
  // A program run by plain ts-node has told the same errors already.
  const more = issuesOf(types).filter((issue) => !known.has(identity(issue)));
  if (more.length === 0) return program;
  // A line that fails because its types are wrong is one mistake, of which the compiler says more.
  const wrongLines = new Set(more.map(lineOf));
  const hints = new Set(more.map(({ hint }) => hint));
  const others = first.filter((issue) =>
    issue.source === undefined
      ? issue.hint === undefined || !hints.has(issue.hint)
      : !wrongLines.has(lineOf(issue)),
  );
  if (others.length === 0) return types;
  const count = countOf(more.length, 'type error');
  return new ToolkitError(
    program.code,
    `${headOf(program)}, and ${more.length === 1 ? 'there is' : 'there are'} ${count}`,
    {
      data: program.data,
      issues: [...others, ...more],
      cause: program.cause,
    },
  );
}

/** What an error says before the words of its only issue, which stand below it where there are several. */
function headOf({ message, issues }: ToolkitError): string {
  const only = issues.length === 1 ? issues[0]?.message : undefined;
  const tail = `: ${only ?? ''}`;
  return only !== undefined && message.endsWith(tail) ? message.slice(0, -tail.length) : message;
}

function lineOf({ source }: Issue): string {
  return JSON.stringify([source?.file, source?.line]);
}

function issuesOf(error: ToolkitError): readonly Issue[] {
  return error.issues.length > 0 ? error.issues : [{ code: error.code, message: error.message }];
}

/** Compilers tell the same error with and without its further lines. */
function identity({ message, source }: Issue): string {
  return JSON.stringify([message.split('\n')[0], source?.file, source?.line, source?.column]);
}
