import { once } from 'node:events';
import { connect } from 'node:net';
import { jsonAnswer } from '../../../collector/service/http/answers';
import { serveHttp } from '../../../collector/service/http/http-service';
import { createLogger } from '../../../collector/service/logger';
import { createMetrics } from '../../../collector/service/metrics';

const HOUR = 3_600_000;

it('ends as soon as what is under way is answered, although its client would keep the connection', async () => {
  const logger = createLogger('silent', { write: () => undefined });
  const routes = [{ path: '/report', methods: { POST: () => jsonAnswer(200, {}) } }];
  const service = await serveHttp(
    { routes, logger, metrics: createMetrics() },
    { host: '127.0.0.1', port: 0 },
  );
  const socket = connect(service.address.port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (text: string) => {
    answer += text;
  });
  const ask = 'POST /report HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n';
  socket.write(`${ask}1234`);
  await once(socket, 'data');
  socket.write(`${ask}12`);
  // The server has read as far as this when it answers another connection.
  await fetch(`http://127.0.0.1:${service.address.port}/report`, { method: 'POST' });
  const ended = service.close(HOUR);
  socket.write('34');
  await ended;
  await once(socket, 'close');
  expect(answer.match(/200 OK/g)).toHaveLength(2);
});
