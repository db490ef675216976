import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../../core/claim-model';
import type { ModelsDocument } from '../../../core/models-document';
import { asToolkitError } from '../../../core/errors/system-failure';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../../gitops/temporary-folder';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { packageFolder } from '../../../toolkit/package-version';
import { line, linesOf, own, piece, visible, type OwnWord, type Shown } from '../../../report/text/shown';
import { wrapText } from '../../../report/text/wrap-text';
import { runChild } from '../../program/run-child';
import { type DemoActions, demoActions } from './demo-actions';
import { collectorSettings, reportOf, sendReport, startDemoCollector, until } from './demo-cluster';
import { seedRepository } from '../../../toolkit/target/seed-repository';
import { SEED_FILES } from './seed-files';

/** Milliseconds that Git may take for what it shows. */
const TIME_LIMIT = 60_000;

/** What the cluster says: one is well, one is not and says why. */
const REPORTS = [
  ['shop-database', { statusMessage: 'Ready=True', ready: { status: 'True' }, synced: { status: 'True' } }],
  [
    'shop-media',
    {
      statusMessage: 'waiting for composite resource',
      ready: { status: 'False', reason: 'Waiting' },
      synced: { status: 'True' },
      cause: {
        kind: 'PersistentVolume',
        name: 'shop-media-x7f2p',
        reason: 'QuotaExceeded',
        message: 'no more disks',
      },
    },
  ],
] as const;

/** How much of the description is shown: the summary and the first claim. */
const BODY_LINES = 36;

interface Demo {
  readonly context: CommandContext;
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
  const demo: Demo = { context, target, say };
  try {
    await play(demo, folder, join(work, 'tree'));
  } finally {
    await removeTemporaryFolder(work);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const done = line`\nDone in ${seconds} s. It left nothing on this machine.`;
  say(context.style.paint(['bold', 'green'], done));
  say(own('Next: claims init my-claims'));
  return { json: { seconds, output: said }, text: own('') };
}

async function play(demo: Demo, folder: string, tree: string): Promise<void> {
  const { context, target } = demo;
  title(demo, 'A GitOps repository, as people and older tools left it');
  await seedRepository(context, target, SEED_FILES);
  for (const path of SEED_FILES.keys()) demo.say(line`  ${visible(path)}`);
  const actions = await demoActions(context, folder, target);

  title(demo, 'The program in claims/ declares thirteen claims; this is the tree that it writes');
  await claims(demo, ['synth', '--output', tree], () => actions.synth(tree));

  title(demo, 'What would change in the repository, claim by claim, with the line that declares it');
  await claims(demo, ['diff', '--target', target], actions.diff);

  title(demo, 'A change request: one commit on a fresh base, without touching any work tree');
  await claims(demo, ['pr', '--target', target], actions.deliver);

  title(demo, 'What its reviewer reads');
  await git(demo, ['log', '-1', '--format=%B', 'refs/claims/requests/example/all'], BODY_LINES);

  title(demo, 'Merged');
  const merge = (): Promise<Shown> => actions.deliver({ merge: true });
  await claims(demo, ['pr', '--merge', '--target', target], merge);
  await git(demo, ['log', '--format=%h %an: %s', 'main']);

  title(demo, 'The second run has nothing to do, and writes nothing');
  await claims(demo, ['pr', '--target', target], actions.deliver);

  title(
    demo,
    'A cluster reports the status of two of them (curl acts as its informer); the collector writes it to the registry, in a change request that it merges',
  );
  await reportStatuses(demo, actions, join(tree, '..', 'statuses'));

  title(demo, 'The registry lists all of them with their status; entries of others are unchanged');
  await claims(demo, ['list', '--target', target], actions.list);

  title(demo, 'And why: the claim waits for another object, which is the cause');
  const broken = ['apps/shop-media'];
  await claims(demo, ['status', ...broken, '--target', target], () => actions.status(broken));

  title(demo, 'The program asks for more storage: the diff shows the status of the claim');
  await claims(demo, ['diff', '--target', target], async () =>
    actions.diffOf(withMoreStorage(await actions.models())),
  );
}

/** Says what a cluster would say of two claims, and waits until the registry says it. */
async function reportStatuses(
  { context, target, say }: Demo,
  actions: DemoActions,
  folder: string,
): Promise<void> {
  await mkdir(folder);
  const settings = collectorSettings(target);
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  say(line`$ ${visible(words.join(' '))} claims serve collector --port 0`);
  const collector = await startDemoCollector(context, settings, folder);
  say(line`  collector on ${visible(collector.url)}`);
  try {
    const models = await actions.models();
    for (const [name, status] of REPORTS) {
      const claim = models.claims.find((each) => each.name === name);
      if (claim === undefined) continue;
      const report = reportOf(claim, status);
      say(
        context.style.paint(
          'dim',
          line`$ curl -sS ${visible(collector.url)}/api/v1/status -d '${visible(JSON.stringify(report))}'`,
        ),
      );
      await sendReport(collector, report);
    }
    await until(context.signal, async () => {
      const statuses = await actions.statuses();
      return REPORTS.every(([name]) => statuses.has(name));
    });
  } finally {
    await collector.close();
  }
  await git({ context, target, say }, ['log', '-1', '--format=%an: %s', 'main']);
}

function withMoreStorage(models: ModelsDocument): ModelsDocument {
  const claims = models.claims.map((claim) => {
    if (claim.name !== REPORTS[0][0]) return claim;
    const spec = { ...Object(claim.object['spec']), storage: '100Gi' } as JsonObject;
    return { ...claim, object: { ...claim.object, spec } };
  });
  return { ...models, claims };
}

function title<const Words extends string>({ context, say }: Demo, text: OwnWord<Words>): void {
  say(line`\n${context.style.paint(['bold', 'cyan'], wrapText(own(text), Math.min(context.columns, 80)))}`);
}

/** What a person would type, and what it answers. */
async function claims(demo: Demo, args: readonly string[], action: () => Promise<Shown>): Promise<void> {
  prompt(demo, 'claims', args);
  answer(demo, linesOf(await action()));
}

async function git(demo: Demo, args: readonly string[], most?: number): Promise<void> {
  const { context, target } = demo;
  const all = ['-C', target, ...args];
  prompt(demo, 'git', all);
  let output = '';
  const outcome = await runChild({
    command: 'git',
    args: ['--no-pager', ...all],
    cwd: target,
    env: defined(context.env),
    timeLimit: TIME_LIMIT,
    signal: context.signal,
    onStdout: (text) => {
      output += text;
    },
  });
  if (context.signal.aborted) throw new ToolkitError('interrupted', 'interrupted');
  answer(demo, output.trimEnd().split('\n').map(visible), most);
  if (outcome.startError !== undefined) throw asToolkitError(outcome.startError);
  if (outcome.exitCode === 0) return;
  const why = outcome.stderr.trim() || 'no output';
  throw new ToolkitError('internal-error', `the demo stopped at 'git ${args[0] ?? ''}': ${why}`);
}

function prompt({ say }: Demo, name: string, args: readonly string[]): void {
  const quoted = args.map((word) => (/^[\w./=@%:-]+$/.test(word) ? word : `'${word}'`));
  say(line`$ ${visible([name, ...quoted].join(' '))}`);
}

/** @param most - shows so many lines only */
function answer({ context, say }: Demo, rows: readonly Shown[], most = rows.length): void {
  for (const row of rows.slice(0, most)) {
    say(row.trim() === '' ? own('') : line`  ${piece(row, 0, row.trimEnd().length)}`);
  }
  if (rows.length > most) say(context.style.paint('dim', line`  … ${rows.length - most} more lines`));
}

function defined(env: CommandContext['env']): Record<string, string> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set);
}
