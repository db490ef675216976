import { connect, type Socket } from 'node:net';

/**
 * `api-load <port> <path> <connections> <seconds> <header>`: asks for a path over keep-alive connections, one request at a time on each; prints how many answers came a second, and how fast.
 */
const [port, path, connections, seconds, header] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string | undefined,
];
const WARM_UP = 1_000;
const REQUEST = Buffer.from(
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${header === undefined ? '' : `${header}\r\n`}\r\n`,
);

const latencies: number[] = [];
const statuses = new Set<string>();
let isMeasuring = false;

function drive(socket: Socket): void {
  let started = 0n;
  let left = 0;
  const next = (): void => {
    started = process.hrtime.bigint();
    socket.write(REQUEST);
  };
  socket.setNoDelay(true);
  socket.on('connect', next);
  socket.on('data', (chunk: Buffer) => {
    if (left > 0) left -= chunk.length;
    else {
      // The headers come in one piece.
      const end = chunk.indexOf('\r\n\r\n') + 4;
      const head = chunk.toString('latin1', 0, end);
      statuses.add(head.slice(9, 12));
      left = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0) - (chunk.length - end);
    }
    if (left > 0) return;
    if (isMeasuring) latencies.push(Number(process.hrtime.bigint() - started) / 1e6);
    next();
  });
}

for (let index = 0; index < Number(connections); index++) drive(connect(Number(port), '127.0.0.1'));
setTimeout(() => {
  isMeasuring = true;
  const start = process.hrtime.bigint();
  setTimeout(
    () => {
      const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
      latencies.sort((one, other) => one - other);
      const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
      const answer = { rate: latencies.length / elapsed, p99, statuses: [...statuses] };
      process.stdout.write(`${JSON.stringify(answer)}\n`);
      process.exit(0);
    },
    Number(seconds) * 1000,
  );
}, WARM_UP);
