import { connect, type Socket } from 'node:net';

/**
 * `load <port> <path> <connections> <seconds> <reports a request> <epoch>`: sends reports over keep-alive connections, one request at a time on each; prints what was answered and how
 * fast. Requests are made beforehand and only their numbers change, so that the load costs less than what it is put on.
 */
const [port, path, connections, seconds, size, epoch] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const CLAIMS = 1_000;
const WARM_UP = 1_000;
/** Every number has as many digits as this one: a request keeps its length. */
const FIRST = 100_000_000_000;

const latencies: number[] = [];
let sequence = FIRST;
let isMeasuring = false;
let failures = 0;

/** A request with the places of its numbers. */
interface Template {
  readonly bytes: Buffer;
  readonly places: readonly number[];
}

function template(first: number): Template {
  const reports = Array.from({ length: Number(size) }, (_, index) => report((first + index) % CLAIMS));
  const body =
    size === '1'
      ? JSON.stringify({ cluster: 'prod', ...reports[0] })
      : JSON.stringify({ cluster: 'prod', epoch: Number(epoch), reports });
  const bytes = Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const places: number[] = [];
  const digits = String(FIRST);
  for (let at = bytes.indexOf(digits); at >= 0; at = bytes.indexOf(digits, at + 1)) places.push(at);
  return { bytes, places };
}

/** The number stands in the message and in the order. */
function report(index: number): Record<string, unknown> {
  return {
    claimRef: `team-${index % 20}/claim-${index}`,
    statusMessage: `Ready=True, change ${FIRST}`,
    kind: 'Database',
    apiVersion: 'acme.io/v1',
    uid: `0d5c2a51-5e0e-4fdc-9d4b-${String(index).padStart(12, '0')}`,
    generation: 3,
    observedGeneration: 3,
    ready: { status: 'True', reason: 'Available' },
    epoch: Number(epoch),
    sequence: FIRST,
  };
}

/** Two places a report. */
function renumber({ bytes, places }: Template): Buffer {
  for (let index = 0; index < places.length; index += 2) {
    sequence += 1;
    const digits = String(sequence);
    bytes.write(digits, places[index] ?? 0, 'latin1');
    bytes.write(digits, places[index + 1] ?? 0, 'latin1');
  }
  return bytes;
}

function drive(socket: Socket, templates: readonly Template[]): void {
  let started = 0n;
  let turn = 0;
  const next = (): void => {
    started = process.hrtime.bigint();
    turn = (turn + 1) % templates.length;
    socket.write(renumber(templates[turn] as Template));
  };
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    // Answers are small: one comes in one piece, and ends with a line feed.
    if (chunk.at(-1) !== 0x0a) return;
    if (chunk.toString('latin1', 0, 12) !== 'HTTP/1.1 201') failures += 1;
    if (isMeasuring) latencies.push(Number(process.hrtime.bigint() - started) / 1e6);
    next();
  });
  socket.on('connect', next);
}

for (let index = 0; index < Number(connections); index++) {
  const templates = Array.from({ length: 30 }, (_, turn) => template((index * 30 + turn) * Number(size)));
  drive(connect(Number(port), '127.0.0.1'), templates);
}
setTimeout(() => {
  isMeasuring = true;
  const start = process.hrtime.bigint();
  setTimeout(
    () => {
      const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
      latencies.sort((one, other) => one - other);
      const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
      const rate = latencies.length / elapsed;
      process.stdout.write(`${JSON.stringify({ rate, p50: at(0.5), p99: at(0.99), failures })}\n`);
      process.exit(0);
    },
    Number(seconds) * 1000,
  );
}, WARM_UP);
