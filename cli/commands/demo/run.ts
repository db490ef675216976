import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../../gitops/temporary-folder';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { packageFolder } from '../../command/package-version';
import { line, own, shownAgain, visible, type OwnWord, type Shown } from '../../../report/text/shown';
import { wrapText } from '../../../report/text/wrap-text';
import { runChild } from '../../program/run-child';
import { seedRepository } from './seed-repository';
import { SEED_FILES } from './seed-files';

/** Milliseconds that one step may take. */
const TIME_LIMIT = 60_000;

/** How much of the description is shown: the summary and the first claim. */
const BODY_LINES = 36;

interface Demo {
  readonly context: CommandContext;
  /** Where the example program is. */
  readonly folder: string;
  readonly target: string;
  readonly say: (text: Shown) => void;
}

/** Shows the whole flow with the example program on a repository that exists for the demo only. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const folder = packageFolder();
  if (!existsSync(join(folder, 'claims', 'main.ts'))) {
    throw new ToolkitError(
      'usage-invalid',
      'the demo runs in a checkout of cdk8s-claims; `claims init` makes a project of your own',
    );
  }
  const started = performance.now();
  const work = await makeTemporaryFolder('demo');
  const target = join(work, 'harvester.git');
  const said: string[] = [];
  const say = (text: Shown): void => {
    if (context.json) said.push(text);
    else context.write(line`${text}\n`);
  };
  const demo: Demo = { context, folder, target, say };
  try {
    await play(demo, join(work, 'tree'));
  } finally {
    await removeTemporaryFolder(work);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const done = line`\nDone in ${seconds} s. Nothing of it is left on this machine.`;
  say(context.style.paint(['bold', 'green'], done));
  say(own('Next: claims init my-claims'));
  return { json: { seconds, output: said }, text: own('') };
}

async function play(demo: Demo, tree: string): Promise<void> {
  const { context, target } = demo;
  title(demo, 'A GitOps repository, as people and older tools left it');
  await seedRepository(context, target);
  for (const path of SEED_FILES.keys()) demo.say(line`  ${visible(path)}`);

  title(demo, 'The program in claims/ declares thirteen claims; this is the tree that it stands for');
  await claims(demo, ['synth', '--output', tree]);

  title(demo, 'What would change in the repository, claim by claim, with the line that declares it');
  await claims(demo, ['diff', '--target', target]);

  title(demo, 'A change request: one commit on a fresh base, without touching any work tree');
  await claims(demo, ['pr', '--target', target]);

  title(demo, 'What its reviewer reads');
  await git(demo, ['log', '-1', '--format=%B', 'refs/claims/requests/example/all'], BODY_LINES);

  title(demo, 'Merged');
  await claims(demo, ['pr', '--merge', '--target', target]);
  await git(demo, ['log', '--format=%h %an: %s', 'main']);

  title(demo, 'The second run has nothing to do, and writes nothing');
  await claims(demo, ['pr', '--target', target]);

  title(demo, 'The registry has them all; what others wrote there is untouched');
  await claims(demo, ['list', '--target', target]);
}

function title<const Words extends string>({ context, say }: Demo, text: OwnWord<Words>): void {
  say(line`\n${context.style.paint(['bold', 'cyan'], wrapText(own(text), context.columns))}`);
}

/** Runs this command line itself, as a person would. */
async function claims(demo: Demo, args: readonly string[]): Promise<void> {
  const [, script = ''] = process.argv;
  await step(demo, {
    name: 'claims',
    shown: args,
    command: process.execPath,
    args: [...process.execArgv, script, ...args],
  });
}

async function git(demo: Demo, args: readonly string[], lines?: number): Promise<void> {
  const all = ['-C', demo.target, ...args];
  await step(demo, { name: 'git', shown: all, command: 'git', args: ['--no-pager', ...all], lines });
}

interface Step {
  readonly name: string;
  /** Arguments as they are printed. */
  readonly shown: readonly string[];
  readonly command: string;
  readonly args: readonly string[];
  /** Shows so many lines of the output only. */
  readonly lines?: number;
}

async function step(
  { context, folder, say }: Demo,
  { name, shown, command, args, lines }: Step,
): Promise<void> {
  const { style, columns } = context;
  const quoted = shown.map((word) => (/^[\w./=@%:-]+$/.test(word) ? word : `'${word}'`));
  say(style.paint('dim', line`$ ${visible([name, ...quoted].join(' '))}`));
  // The demo leaves nothing behind, no compiled code either.
  const env: Record<string, string> = { CLAIMS_CACHE: 'off' };
  for (const [key, value] of Object.entries(context.env))
    if (value !== undefined && !key.startsWith('CLAIMS_')) env[key] = value;
  let output = '';
  const outcome = await runChild({
    command,
    args,
    cwd: folder,
    env: {
      ...env,
      ...(style.enabled ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: '0' }),
      COLUMNS: String(columns),
      // The example is checked with the package's own types; a demo must not wait for that again and again.
      CLAIMS_TYPE_CHECK: 'false',
    },
    timeLimit: TIME_LIMIT,
    signal: context.signal,
    onStdout: (text) => {
      output += text;
    },
  });
  if (context.signal.aborted) throw new ToolkitError('interrupted', 'interrupted');
  const all = output.trimEnd().split('\n');
  // Styles are those of this command line itself; Git is asked for none.
  const shownRow = name === 'claims' ? shownAgain : visible;
  for (const row of all.slice(0, lines))
    say(row.trim() === '' ? own('') : line`  ${shownRow(row.trimEnd())}`);
  if (lines !== undefined && all.length > lines)
    say(style.paint('dim', line`  … ${all.length - lines} more lines`));
  if (outcome.exitCode === 0) return;
  const why = outcome.stderr.trim() || (outcome.startError?.message ?? 'no output');
  throw new ToolkitError(
    'internal-error',
    `the demo stopped at '${name} ${relative(folder, shown[0] ?? '')}': ${why}`,
  );
}
