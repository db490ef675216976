import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, round, type Figure, type Suite } from '../figure';

const ROOT = resolve(__dirname, '../../..');
const TS = ['-C', 'cdk8s-claims-source', '-r', 'ts-node/register/transpile-only'];
const RUNS = 3;
const SECONDS = 4;
const CONNECTIONS = 32;
const BATCH = 100;

interface Load {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

interface Server {
  readonly port: string;
  readonly child: ChildProcess;
}

/**
 * Reports over 32 connections, one a request and 100 a request, to the collector as it is shipped: every answer after a sync of the disk (SQLite, `synchronous=FULL`). The peer is
 * node:http that puts single reports into a map in memory. Run in turns; no closed loop can be faster than connections / sync, so the sync stands beside it.
 */
export async function suite(): Promise<Suite> {
  const singles: Load[] = [];
  const batches: Load[] = [];
  const peers: Load[] = [];
  for (let run = 0; run < RUNS; run++) {
    peers.push(await loaded(startPeer, '/api/v1/status', 1));
    singles.push(await loaded(startCollector, '/api/v1/status', 1));
    batches.push(await loaded(startCollector, '/api/v1/status:batch', BATCH));
  }
  const sync = diskSync();
  const peer = median(peers.map(({ rate }) => rate));
  return {
    single: figure(singles, 1, peer),
    singleP99: { value: round(median(singles.map(({ p99 }) => p99)), 1), unit: 'ms' },
    batch: figure(batches, BATCH, peer),
    batchP99: { value: round(median(batches.map(({ p99 }) => p99)), 1), unit: 'ms' },
    syncP50: { value: round(sync[Math.floor(sync.length * 0.5)] ?? 0), unit: 'ms' },
    syncP99: { value: round(sync[Math.floor(sync.length * 0.99)] ?? 0), unit: 'ms' },
  };
}

function figure(loads: readonly Load[], size: number, peerValue: number): Figure {
  const value = median(loads.map(({ rate }) => rate)) * size;
  return {
    value: round(value, 0),
    unit: 'reports/s',
    peer: 'node:http in memory, single',
    peerValue: round(peerValue, 0),
    ratio: round(value / peerValue, 2),
  };
}

async function loaded(start: (folder: string) => Promise<Server>, path: string, size: number): Promise<Load> {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.bench-ingest-'));
  const { port, child } = await start(folder);
  try {
    const epoch = start === startCollector ? await openSession(port) : 1;
    const script = join(__dirname, 'load.ts');
    const args = [
      ...TS,
      script,
      port,
      path,
      String(CONNECTIONS),
      String(SECONDS),
      String(size),
      String(epoch),
    ];
    const load = JSON.parse(await output(spawn(process.execPath, args, { cwd: ROOT }))) as Load;
    if (load.failures > 0) throw new Error(`${load.failures} requests failed`);
    return load;
  } finally {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

async function openSession(port: string): Promise<number> {
  const kinds = [{ apiVersion: 'acme.io/v1', kind: 'Database' }];
  const body = JSON.stringify({ cluster: 'prod', informer: 'bench', kinds });
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/sessions`, { method: 'POST', body });
  return ((await response.json()) as { epoch: number }).epoch;
}

async function startPeer(): Promise<Server> {
  const child = spawn(process.execPath, [...TS, join(__dirname, 'peer.ts')], { cwd: ROOT });
  return { port: (await firstLine(child)).trim(), child };
}

async function startCollector(folder: string): Promise<Server> {
  const main = join(ROOT, 'build/cli/main.js');
  const child = spawn(process.execPath, [main, 'serve', 'collector', '--port', '0', '--state-dir', folder], {
    env: { ...process.env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { port: /:(\d+),/.exec(await firstLine(child))?.[1] ?? '', child };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    child.stdout?.once('data', (chunk: Buffer) => {
      done(chunk.toString());
    });
    child.once('error', failed);
    child.once('exit', (code) => {
      failed(new Error(`a server ended with ${String(code)}`));
    });
  });
}

function output(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('error', failed);
    child.once('exit', () => {
      done(text);
    });
  });
}

/** Sorted times of a write of 9.6 KB with its sync, in milliseconds. */
function diskSync(): readonly number[] {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.bench-ingest-'));
  const file = openSync(join(folder, 'sync'), 'w');
  const bytes = Buffer.alloc(9_600, 'x');
  const times: number[] = [];
  for (let run = 0; run < 500; run++) {
    const start = process.hrtime.bigint();
    writeSync(file, bytes, 0, bytes.length, 0);
    fdatasyncSync(file);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return times.sort((one, other) => one - other);
}
