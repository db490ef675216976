import { existsSync } from 'node:fs';
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
import { runChild, type ChildOutcome } from './run-child';
import { runsTypeScriptAsItIs } from './type-stripping';

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
    let printed = '';
    const outcome = await runChild({
      command: process.execPath,
      args: [
        ...[compiler, '-p', config, '--noEmit', '--pretty', 'false'],
        ...(memory === undefined ? [] : ['--incremental', '--tsBuildInfoFile', memory]),
      ],
      cwd: projectFolder,
      env: childEnvironment(options.env, options),
      timeLimit: options.timeLimit * 1000,
      signal: options.signal,
      onStdout: (text) => {
        printed += text;
      },
    });
    if (options.signal.aborted) throw new ToolkitError('interrupted', 'interrupted while types were checked');
    judge(outcome, printed, options);
  });
}

function judge(outcome: ChildOutcome, printed: string, options: TypeCheckOptions): void {
  if (outcome.startError !== undefined) throw asToolkitError(outcome.startError);
  if (outcome.exitCode === 0) return;
  if (outcome.timedOut) {
    throw unavailable(`the type check did not end within ${options.timeLimit} s and was stopped`, {
      hint: 'raise gitops.timeLimit, let the tsconfig include less, or turn the check off with gitops.typeCheck: false',
    });
  }
  const found = readCompilerOutput(printed);
  const config = relative(options.projectFolder, resolve(options.projectFolder, options.tsconfig));
  const ofConfig = found.filter((diagnostic) => isOfConfiguration(diagnostic, config));
  if (ofConfig.length > 0 || found.length === 0) {
    const details = found.length > 0 ? undefined : (outcome.stderr || printed).trim().slice(-2000);
    throw unavailable(
      found.length > 0
        ? `'${options.tsconfig}' of gitops.typeCheck is not valid`
        : `the TypeScript compiler failed (${outcome.signal ?? `exit code ${outcome.exitCode ?? 'unknown'}`})`,
      { issues: ofConfig.map((diagnostic) => issueOf(diagnostic, 'type-check-unavailable')), details },
    );
  }
  const issues = found.map((diagnostic) => issueOf(asWritten(diagnostic, options), 'program-type-error'));
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

function issueOf({ message, code, source }: CompilerDiagnostic, as: Issue['code']): Issue {
  const hint = isMissing(message, code)
    ? 'install what is missing (npm install), or correct the name'
    : undefined;
  return { code: as, message, ...(source && { source }), ...(hint !== undefined && { hint }) };
}

/** A module or its types (TS2307), a package of types (TS2688), or names that come with one (TS2580, TS2591). */
function isMissing(message: string, code: string): boolean {
  return ['TS2307', 'TS2688', 'TS2580', 'TS2591'].includes(code) && !/'\.{1,2}\//.test(message);
}

/** The compiler proposes the name that a compiled file would have; Node runs the file as it is, by its own name. */
function asWritten(
  diagnostic: CompilerDiagnostic,
  { app, projectFolder }: TypeCheckOptions,
): CompilerDiagnostic {
  const proposed = /Did you mean '(?<path>\.{1,2}\/[^']*)\.(?<kind>[mc]?)js'\?/.exec(
    diagnostic.message,
  )?.groups;
  const file = diagnostic.source?.file;
  if (proposed === undefined || file === undefined || !runsTypeScriptAsItIs(app)) return diagnostic;
  const { path = '', kind = '' } = proposed;
  const written = `${path}.${kind}ts`;
  if (!existsSync(join(projectFolder, dirname(file), written))) return diagnostic;
  return { ...diagnostic, message: diagnostic.message.replace(`'${path}.${kind}js'`, `'${written}'`) };
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
