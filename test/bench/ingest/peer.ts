import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that takes reports: node:http, a map in memory, nothing durable. Prints its port. */
const statuses = new Map<string, unknown>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { cluster: string; claimRef: string };
    statuses.set(`${body.cluster}/${body.claimRef}`, body);
    const text = '{"status":"created"}\n';
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': text.length });
    response.end(text);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
