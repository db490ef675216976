import type { IncomingMessage, ServerResponse } from 'node:http';

/** What Go takes as a host (golang.org/x/net/http/httpguts, `ValidHostHeader`). */
const HOST = /^[\w!$%&'()*+,\-.:;=@[\]~]*$/;

/**
 * Refuses, as Go's server does and Node's does not, a request whose version is none of ours, or of which nobody can say for which host it is: two readers would take different ones (RFC 9112 §3.2).
 *
 * @returns whether the request was answered
 */
export function answerBadHead(request: IncomingMessage, response: ServerResponse): boolean {
  const problem = headProblem(request);
  if (problem === undefined) return false;
  const [status, words] = problem;
  const body = `${status} ${words}`;
  const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
  response.writeHead(status, words, { ...type, 'Content-Length': body.length });
  response.end(body);
  return true;
}

function headProblem({
  httpVersionMajor: major,
  httpVersionMinor: minor,
  headers,
  rawHeaders,
}: IncomingMessage): [status: number, words: string] | undefined {
  if (major > 1) return [505, 'HTTP Version Not Supported: unsupported protocol version'];
  if (major < 1) return [400, 'Bad Request'];
  const { host } = headers;
  if (host === undefined) {
    return minor > 0 ? [400, 'Bad Request: missing required Host header'] : undefined;
  }
  if (!HOST.test(host)) return [400, 'Bad Request: malformed Host header'];
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1 ? [400, 'Bad Request'] : undefined;
}
