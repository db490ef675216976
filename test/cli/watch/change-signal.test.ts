import { createChangeSignal } from '../../../cli/watch/change-signal';

describe('changes that follow each other', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function isSettled(promise: Promise<unknown>): Promise<boolean> {
    const nothing = Symbol('nothing');
    return (await Promise.race([promise, Promise.resolve(nothing)])) !== nothing;
  }

  test('are one, told once they have ceased', async () => {
    const changes = createChangeSignal(new AbortController().signal);
    const next = changes.next();
    for (let count = 0; count < 5; count++) {
      changes.changed();
      jest.advanceTimersByTime(90);
    }
    expect(await isSettled(next)).toBe(false);
    jest.advanceTimersByTime(10);
    expect(await next).toBe(true);
    const another = changes.next();
    jest.advanceTimersByTime(10_000);
    expect(await isSettled(another)).toBe(false);
    changes.close();
    expect(await another).toBe(false);
  });

  test('are kept for the next who asks', async () => {
    const changes = createChangeSignal(new AbortController().signal);
    changes.changed();
    jest.advanceTimersByTime(100);
    expect(await changes.next()).toBe(true);
    changes.close();
  });

  test('end with the signal, and leave no timer behind', async () => {
    const controller = new AbortController();
    const changes = createChangeSignal(controller.signal);
    const next = changes.next();
    changes.changed();
    controller.abort();
    expect(await next).toBe(false);
    expect(await changes.next()).toBe(false);
    changes.changed();
    expect(jest.getTimerCount()).toBe(0);
  });

  test('a failure reaches whoever waits', async () => {
    const changes = createChangeSignal(new AbortController().signal);
    const next = changes.next();
    changes.fail(new Error('no more watches'));
    await expect(next).rejects.toThrow('no more watches');
    await expect(changes.next()).rejects.toThrow('no more watches');
    changes.close();
  });
});
