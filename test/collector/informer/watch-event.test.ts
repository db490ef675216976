import { ReadFailure } from '../../../collector/informer/connection/read-failure';
import { statusFailure } from '../../../collector/informer/connection/status-failure';
import { watchEvent } from '../../../collector/informer/read/watch-event';

const read = (line: unknown): ReturnType<typeof watchEvent> =>
  watchEvent(Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)), 0);
function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
const object = { metadata: { resourceVersion: '7', name: 'a', uid: 'u' } };

describe('a line of a watch', () => {
  it.each([
    ['ADDED', 'present'],
    ['MODIFIED', 'present'],
    ['DELETED', 'gone'],
  ])('%s says that an object is %s', (type, change) => {
    expect(read({ type, object })).toEqual({ change, object, version: '7' });
  });

  it('BOOKMARK says up to where nothing happened, and where the list ends', () => {
    expect(read({ type: 'BOOKMARK', object })).toMatchObject({ change: 'bookmark', isListEnd: false });
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    const end = { metadata: { ...object.metadata, annotations } };
    expect(read({ type: 'BOOKMARK', object: end })).toMatchObject({ version: '7', isListEnd: true });
  });

  it('ERROR says what its status says', () => {
    const expired = caught(() => read({ type: 'ERROR', object: { code: 410, message: 'too old' } }));
    expect(expired).toMatchObject({ kind: 'expired', message: 'the API server answered 410: too old' });
    const busy = caught(() =>
      read({ type: 'ERROR', object: { code: 429, details: { retryAfterSeconds: 3 } } }),
    );
    expect(busy).toMatchObject({ kind: 'refused', retryAfter: 3000 });
    expect(caught(() => read({ type: 'ERROR' }))).toMatchObject({ kind: 'refused' });
  });

  it.each([
    '{"type":"ADDED","obj',
    '[]',
    'null',
    '{"type":"toString","object":{}}',
    '{"type":"ADDED","object":{}}',
  ])('%s is none: the stream counts as broken', (line) => {
    expect(caught(() => read(line))).toMatchObject({ kind: 'broken' });
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'absent'],
    [410, 'expired'],
    [422, 'unsupported'],
    [429, 'refused'],
    [503, 'refused'],
    [302, 'refused'],
  ])('%d is %s', (status, kind) => {
    expect(statusFailure(status, undefined, undefined, 0)).toBeInstanceOf(ReadFailure);
    expect(statusFailure(status, undefined, undefined, 0).kind).toBe(kind);
  });

  it.each([
    ['12', 12_000],
    ['Thu, 01 Jan 1970 00:00:30 GMT', 30_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['999999999', 300_000],
    ['soon', undefined],
  ])('with Retry-After %s asks for %p ms', (header, wait) => {
    expect(statusFailure(429, undefined, header, 0).retryAfter).toBe(wait);
  });
});
