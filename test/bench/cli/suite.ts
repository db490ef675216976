import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, round, type Figure, type Suite } from '../figure';
import { bareRepository } from '../synth/bare-repository';
import { writeProjects } from './project';
import { pairs, spend, type Command, type Spent } from './whole-process';

const PROJECT = join(__dirname, '../../..');
const MAIN = join(PROJECT, 'build/cli/main.js');
const CDK8S = join(PROJECT, 'node_modules/cdk8s-cli/bin/cdk8s');
const STARTS = 41;
const RUNS = 5;
const CLAIMS = 10_000;
const CATEGORIES = 100;
const CHANGED = 20;

/** The command line as a person runs it, whole processes and all that they start; see docs/benchmarks.md. */
export function suite(): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-'));
  try {
    return { ...starts(folder), ...ofManyClaims(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function starts(cwd: string): Suite {
  const own = { args: [MAIN, '--version'], cwd };
  // What the first start leaves in the cache of compiled code serves all others.
  spend(own);
  const version = pairs(own, { args: ['-e', '0'], cwd }, STARTS);
  const help = pairs({ args: [MAIN, '--help'], cwd }, { args: ['-e', '0'], cwd }, STARTS);
  return {
    ...compared('version', version, 'node -e 0', 1000, 'ms'),
    ...compared('help', help, 'node -e 0', 1000, 'ms'),
  };
}

function ofManyClaims(folder: string): Suite {
  const projects = writeProjects(folder, CLAIMS, CATEGORIES);
  const cli = (...argv: string[]): Command => ({ args: [MAIN, ...argv], cwd: projects.own });
  const merges = Array.from({ length: RUNS }, () => {
    rmSync(join(folder, 'target.git'), { recursive: true, force: true });
    bareRepository(folder, { 'README.md': 'hello\n' });
    return spend(cli('pr', '--merge', '--quiet'));
  });
  projects.change(CHANGED);
  const synth = { args: [CDK8S, 'synth', '--check-upgrade=false'], cwd: projects.stock };
  const diff = pairs(cli('diff', '--quiet'), synth, RUNS);
  return {
    ...compared('diff10000', diff, 'cdk8s synth', 1, 's'),
    firstMerge10000: { value: round(median(merges.map(({ wall }) => wall))), unit: 's' },
    firstMerge10000Cpu: { value: round(median(merges.map(({ cpu }) => cpu))), unit: 's of CPU' },
  };
}

/** Wall and processor time beside those of a peer; the ratio is own / peer. */
function compared(
  name: string,
  { own, peer }: { readonly own: readonly Spent[]; readonly peer: readonly Spent[] },
  peerName: string,
  factor: number,
  unit: string,
): Suite {
  const figure = (kind: keyof Spent, figureUnit: string): Figure => {
    // Starts are short and processor time has steps of 10 ms: a mean loses less of it than a median.
    const middle = kind === 'wall' ? median : mean;
    const [value, peerValue] = [own, peer].map((all) => middle(all.map((spent) => spent[kind])) * factor) as [
      number,
      number,
    ];
    return {
      value: round(value),
      unit: figureUnit,
      peer: peerName,
      peerValue: round(peerValue),
      ratio: round(value / peerValue),
    };
  };
  return { [name]: figure('wall', unit), [`${name}Cpu`]: figure('cpu', `${unit} of CPU`) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
