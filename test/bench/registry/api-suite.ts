import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, round, type Figure, type Suite } from '../figure';
import { registryOf } from './text';

const ROOT = resolve(__dirname, '../../..');
const TS = ['-C', 'cdk8s-claims-source', '-r', 'ts-node/register/transpile-only'];
const RUNS = 3;
const SECONDS = 3;
const CONNECTIONS = 16;
const CLAIMS = 1_000;
const LIST = '/api/v1/claims';
const ONE = `${LIST}/app-500`;
/** A seventh of the claims. */
const FILTERED = `${LIST}?createdBy=person-1`;

interface Load {
  readonly rate: number;
  readonly p99: number;
  readonly statuses: readonly string[];
}

interface Server {
  readonly port: string;
  readonly child: ChildProcess;
}

/**
 * Answers of the registry API as it is shipped, over 16 connections, with 1,000 claims. The peer is node:http that sends the same bytes, in the same run, in turns.
 */
export async function apiSuite(): Promise<Suite> {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.bench-registry-'));
  const file = join(folder, 'registry.yaml');
  writeFileSync(file, registryOf('claims', CLAIMS));
  const own = await startOwn(file);
  try {
    const figures: Record<string, Figure> = {};
    for (const [name, path] of [
      ['apiList1000', LIST],
      ['apiOne', ONE],
      ['apiFiltered', FILTERED],
    ] as const) {
      const { value, peerValue, p99 } = await inTurns(own, path, join(folder, name));
      figures[name] = {
        value: round(value, 0),
        unit: 'answers/s',
        peer: 'node:http that sends the same bytes',
        peerValue: round(peerValue, 0),
        ratio: round(value / peerValue, 2),
      };
      figures[`${name}P99`] = { value: round(p99, 2), unit: 'ms' };
    }
    const tag = (await fetch(`http://127.0.0.1:${own.port}${LIST}`)).headers.get('etag') ?? '';
    const known = await load(own.port, LIST, '304', `If-None-Match: ${tag}`);
    figures['apiNotModified'] = { value: round(known.rate, 0), unit: 'answers/s' };
    return figures;
  } finally {
    await stop(own);
    rmSync(folder, { recursive: true });
  }
}

async function inTurns(
  own: Server,
  path: string,
  file: string,
): Promise<{ value: number; peerValue: number; p99: number }> {
  const body = await (await fetch(`http://127.0.0.1:${own.port}${path}`)).arrayBuffer();
  writeFileSync(file, new Uint8Array(body));
  const peer = await startPeer(file);
  const loads: Load[] = [];
  const peers: Load[] = [];
  for (let run = 0; run < RUNS; run++) {
    peers.push(await load(peer.port, path, '200'));
    loads.push(await load(own.port, path, '200'));
  }
  await stop(peer);
  return {
    value: median(loads.map(({ rate }) => rate)),
    peerValue: median(peers.map(({ rate }) => rate)),
    p99: median(loads.map(({ p99 }) => p99)),
  };
}

async function load(port: string, path: string, status: string, header?: string): Promise<Load> {
  const args = [port, path, String(CONNECTIONS), String(SECONDS), ...(header === undefined ? [] : [header])];
  const child = spawn(process.execPath, [...TS, join(__dirname, 'api-load.ts'), ...args], { cwd: ROOT });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((done) => child.once('exit', done));
  const measured = JSON.parse(text) as Load;
  if (measured.statuses.join() !== status) throw new Error(`${path}: ${measured.statuses.join()}`);
  return measured;
}

function startOwn(file: string): Promise<Server> {
  const args = [join(ROOT, 'build/cli/main.js'), 'serve', 'registry', '--source', file, '--port', '0'];
  const env = { ...process.env, LOG_LEVEL: 'warn' };
  return started(spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] }), /:(\d+),/);
}

function startPeer(file: string): Promise<Server> {
  const args = [...TS, join(__dirname, 'api-peer.ts'), file];
  return started(
    spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] }),
    /^(\d+)\n/,
  );
}

function started(child: ChildProcess, pattern: RegExp): Promise<Server> {
  return new Promise((done, failed) => {
    child.stdout?.once('data', (chunk: Buffer) => {
      done({ port: pattern.exec(chunk.toString())?.[1] ?? '', child });
    });
    child.once('error', failed);
    child.once('exit', (code) => {
      failed(new Error(`a server ended with ${String(code)}`));
    });
  });
}

async function stop({ child }: Server): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}
