import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';

const MAIN = resolve(__dirname, '../../../build/cli/main.js');
const MB = 2 ** 20;
const REQUESTS = 200;
const KIND = { apiVersion: 'acme.io/v1', kind: 'Database' };

let folder: ReturnType<typeof temporaryFolder>;
let child: ChildProcess;
let url: string;
beforeEach(async () => {
  folder = temporaryFolder();
  child = spawn(process.execPath, [MAIN, 'serve', 'collector', '--port', '0'], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], HOME: folder.path, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  url = await new Promise((done) => {
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /collector on (http:\S+),/.exec(out)?.[1];
      if (found !== undefined) done(found);
    });
  });
});
afterEach(async () => {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
  folder.remove();
});

/** Memory of the server's process at the moment, in MB. Linux alone. */
function residentSize(): number {
  const status = readFileSync(join('/proc', String(child.pid), 'status'), 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const post = async (path: string, body: string): Promise<number> => {
  const reply = await fetch(`${url}${path}`, { method: 'POST', body });
  await reply.text();
  return reply.status;
};
const report = (index: number, more: object = {}): string =>
  JSON.stringify({ cluster: 'a', claimRef: `x/${index % 50}`, statusMessage: `m${index}`, ...more });
const batch = (reports: readonly object[]): string => JSON.stringify({ cluster: 'a', reports });

/** A body that has no end, until the server ends it or answers. */
function endless(path: string, megabytes: number): Promise<number> {
  const { port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      done(Number(answer.split(' ')[1]));
    });
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const piece = `${MB.toString(16)}\r\n${'x'.repeat(MB)}\r\n`;
    for (let sent = 0; sent < megabytes; sent++) socket.write(piece);
  });
}

const deep = `{"x":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
const lists = `{"cluster":"a","reports":[${'[],'.repeat(5_000_000)}[]]}`;
const objects = `{"cluster":"a","reports":[${'{},'.repeat(100_000)}{}]}`;
const many = batch(
  Array.from({ length: 100_000 }, (_, index) => ({ ...KIND, claimRef: `s/${index}`, statusMessage: 'm' })),
);
const long = 'x'.repeat(30 * MB);

/** Requests that want memory, and what they are answered. */
const HOSTILE: readonly (readonly [what: string, ask: (index: number) => Promise<number>, status: number])[] =
  [
    ['30 MB', () => post('/api/v1/status', long), 413],
    ['a name of 10 MB', () => post('/api/v1/status', report(1, { cluster: long.slice(0, 10 * MB) })), 413],
    ['a body without an end', () => endless('/api/v1/status', 30), 413],
    ['a batch without an end', () => endless('/api/v1/status:batch', 30), 413],
    ['100,000 reports', () => post('/api/v1/status:batch', many), 422],
    ['100,000 objects', () => post('/api/v1/status:batch', objects), 422],
    ['five million lists', () => post('/api/v1/status:batch', lists), 422],
    ['half a million levels', () => post('/api/v1/status:batch', deep), 422],
    [
      'a small message in a large body',
      (index) =>
        post(
          '/api/v1/status',
          report(index, { statusMessage: `a message of its own ${index}`, more: 'y'.repeat(MB - 500) }),
        ),
      201,
    ],
    [
      'a message of 1 MB',
      (index) => post('/api/v1/status', report(index, { statusMessage: `${index}${'z'.repeat(MB - 500)}` })),
      201,
    ],
  ];

it('of a server stays where it was, whatever 200 requests try; what they were acknowledged is there', async () => {
  for (let index = 0; index < 400; index++) await post('/api/v1/status', report(index));
  const before = residentSize();
  let most = before;
  for (let round = 0; round < REQUESTS / HOSTILE.length; round++) {
    for (const [what, ask, status] of HOSTILE) {
      expect([what, await ask(round)]).toEqual([what, status]);
      most = Math.max(most, residentSize());
    }
  }
  expect(most - before).toBeLessThan(100);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${url}/api/v1/status`)).json()).toHaveLength(50);
});

it('does not keep a body for a text of it', async () => {
  for (let index = 0; index < 400; index++) await post('/api/v1/status', report(index));
  const before = residentSize();
  for (let index = 0; index < 300; index++) {
    const statusMessage = `a message of its own, number ${index}`;
    expect(await post('/api/v1/status', report(index, { statusMessage, more: 'y'.repeat(MB - 500) }))).toBe(
      201,
    );
  }
  expect(residentSize() - before).toBeLessThan(100);
});
