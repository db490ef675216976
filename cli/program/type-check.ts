import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { asToolkitError } from '../../core/errors/system-failure';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { inStep } from '../../core/ports/in-step';
import type { Reporter } from '../../core/ports/reporter';
import { packageFolder } from '../../toolkit/package-version';
import { buildInfoFile } from './build-info-file';
import { childEnvironment } from './child-environment';
import { readCompilerOutput, type CompilerDiagnostic } from './compiler-output';
import { asWritten, importHint } from './compiler-imports';
import { knownMistake } from './known-mistake';
import { nestedProjects, reachedFiles } from './nested-projects';
import { runChild, type ChildOutcome } from './run-child';

/** How to check the types of an author's program. */
export interface TypeCheckOptions {
  /** Relative to the project's folder. */
  readonly tsconfig: string;
  /** The command that runs the program. */
  readonly app: string;
  readonly projectFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables that hold tokens by configuration. */
  readonly secretVariables: readonly string[];
  /** Seconds. */
  readonly timeLimit: number;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/**
 * Lets the TypeScript compiler of the project (else the one beside this package) check the program's types. What it learns is
 * kept for the next time.
 *
 * @throws ToolkitError `program-type-error` with every error, `type-check-unavailable` when there is no compiler or no valid
 * tsconfig, `interrupted`
 */
export async function checkTypes(options: TypeCheckOptions): Promise<void> {
  const { tsconfig, projectFolder, reporter } = options;
  const config = resolve(projectFolder, tsconfig);
  if (!(await isFile(config))) {
    throw unavailable(`'${tsconfig}' of gitops.typeCheck does not exist`, {
      hint: 'write the tsconfig, name another one, or turn the check off with gitops.typeCheck: false',
    });
  }
  const compiler = await findCompiler(projectFolder);
  const memory = await buildInfoFile(config, projectFolder, options.env);
  const step = { step: 'check the types', detail: tsconfig, done: () => 'no errors' };
  await inStep(reporter, step, async () => {
    const compile = (args: readonly string[]): Promise<Compiled> =>
      runCompiler([compiler, '-p', config, '--noEmit', '--pretty', 'false', ...args], options);
    const compiled = await compile(
      memory === undefined ? [] : ['--incremental', '--tsBuildInfoFile', memory],
    );
    judge(await ofThisProgram(compiled, () => compile(['--explainFiles']), options), options);
  });
}

/** What a run of the compiler left. */
interface Compiled {
  readonly outcome: ChildOutcome;
  readonly printed: string;
  readonly found: readonly CompilerDiagnostic[];
}

async function runCompiler(args: readonly string[], options: TypeCheckOptions): Promise<Compiled> {
  let printed = '';
  const outcome = await runChild({
    command: process.execPath,
    args,
    cwd: options.projectFolder,
    env: childEnvironment(options.env, options),
    timeLimit: options.timeLimit * 1000,
    signal: options.signal,
    onStdout: (text) => {
      printed += text;
    },
  });
  if (options.signal.aborted) throw new ToolkitError('interrupted', 'interrupted while types were checked');
  return { outcome, printed, found: readCompilerOutput(printed) };
}

/**
 * Without the errors of projects that stand inside of this one and are none of its program: they have settings of their own. What the
 * program imports of them is part of it.
 */
async function ofThisProgram(
  compiled: Compiled,
  explain: () => Promise<Compiled>,
  { projectFolder, tsconfig }: TypeCheckOptions,
): Promise<Compiled> {
  const inside = nestedProjects(projectFolder);
  const own = relative(projectFolder, resolve(projectFolder, tsconfig)).replaceAll('\\', '/');
  const isNested = (file: string): boolean => inside(file) && !inside(own);
  const isWhole = ({ outcome }: Compiled): boolean => outcome.exitCode !== null && !outcome.timedOut;
  // Of a run that was cut short nobody knows what it had still to tell.
  if (!isWhole(compiled)) return compiled;
  if (!compiled.found.some(({ source }) => source !== undefined && isNested(source.file))) return compiled;
  const explained = await explain();
  if (!isWhole(explained)) return explained;
  const reached = reachedFiles(explained.printed, isNested);
  const found = compiled.found.filter(
    ({ source }) => source === undefined || !isNested(source.file) || reached.has(source.file),
  );
  return found.length === 0
    ? { ...compiled, found, outcome: { ...compiled.outcome, exitCode: 0 } }
    : { ...compiled, found };
}

function judge({ outcome, printed, found }: Compiled, options: TypeCheckOptions): void {
  if (outcome.startError !== undefined) throw asToolkitError(outcome.startError);
  if (outcome.exitCode === 0) return;
  if (outcome.timedOut) {
    throw unavailable(`the type check did not end within ${options.timeLimit} s and was stopped`, {
      hint: 'raise gitops.timeLimit, let the tsconfig include less, or turn the check off with gitops.typeCheck: false',
    });
  }
  const config = relative(options.projectFolder, resolve(options.projectFolder, options.tsconfig));
  const ofConfig = found.filter((diagnostic) => isOfConfiguration(diagnostic, config));
  const isCut = outcome.exitCode === null;
  if (ofConfig.length > 0 || found.length === 0 || isCut) {
    const details = found.length > 0 ? undefined : (outcome.stderr || printed).trim().slice(-2000);
    throw unavailable(
      found.length > 0 && !isCut
        ? `'${options.tsconfig}' of gitops.typeCheck is not valid`
        : `the TypeScript compiler failed (${outcome.signal ?? `exit code ${outcome.exitCode ?? 'unknown'}`})`,
      {
        issues: ofConfig.map((diagnostic) => issueOf(diagnostic, 'type-check-unavailable', options)),
        details,
      },
    );
  }
  const issues = found.map((diagnostic) =>
    issueOf(asWritten(diagnostic, options), 'program-type-error', options),
  );
  const [first] = issues;
  throw new ToolkitError(
    'program-type-error',
    issues.length === 1 && first !== undefined
      ? `the program has a type error: ${first.message}`
      : `the program has ${issues.length} type errors`,
    { issues },
  );
}

/** Errors of options and of the tsconfig itself (also one that it extends) are nobody's line of code. */
function isOfConfiguration({ source, code }: CompilerDiagnostic, config: string): boolean {
  if (source === undefined || source.file === config.replaceAll('\\', '/')) return true;
  return source.file.endsWith('.json') && /^TS(?:5|6|18)\d{3}$/.test(code);
}

function issueOf(
  { message, source }: CompilerDiagnostic,
  as: Issue['code'],
  options: Pick<TypeCheckOptions, 'app' | 'projectFolder'>,
): Issue {
  const hint = importHint(message, source, options) ?? knownMistake(message, options.app);
  return { code: as, message, ...(source && { source }), ...(hint !== undefined && { hint }) };
}

/** The compiler of the project, else the one that this package finds. */
async function findCompiler(projectFolder: string): Promise<string> {
  for (const folder of [projectFolder, packageFolder()]) {
    try {
      const manifest = createRequire(join(folder, 'package.json')).resolve('typescript/package.json');
      const compiler = join(dirname(manifest), 'lib', 'tsc.js');
      if (await isFile(compiler)) return compiler;
    } catch {
      // Not installed here.
    }
  }
  throw unavailable('types are to be checked (gitops.typeCheck), but TypeScript is not installed', {
    hint: 'run npm install, or npm install --save-dev typescript, or turn the check off with gitops.typeCheck: false',
  });
}

interface Unavailable {
  readonly hint?: string;
  readonly issues?: readonly Issue[];
  readonly details?: string;
}

function unavailable(message: string, { hint, issues, details }: Unavailable): ToolkitError {
  const own: Issue = { code: 'type-check-unavailable', message, field: 'gitops.typeCheck', hint };
  return new ToolkitError('type-check-unavailable', message, {
    issues: hint === undefined ? (issues ?? []) : [own],
    ...(details === undefined ? {} : { data: { details } }),
  });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
