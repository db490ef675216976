import { setImmediate } from 'node:timers/promises';
import { ClaimSnapshot } from '../../../collector/registry-api/snapshot/claim-snapshot';

const registry = (count: number, message = 'ok'): string =>
  `claims:\n${Array.from({ length: count }, (_, index) => `- name: app-${index}\n  category: größe\n  statusMessage: ${message}\n`).join('')}`;

describe('a snapshot of a registry', () => {
  it('is made in turns, so that requests are answered meanwhile', async () => {
    let turns = 0;
    const state = { isMade: false };
    const made = ClaimSnapshot.of(Buffer.from(registry(10_000)), 'r.yaml').finally(() => {
      state.isMade = true;
    });
    while (!state.isMade) {
      await setImmediate();
      turns += 1;
    }
    expect((await made).items).toHaveLength(10_000);
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ['short', 'ok'],
    ['far longer as JSON', `'${'<'.repeat(300)}'`],
    ['of many bytes', '🚀'.repeat(100)],
  ])('serves single claims as they stand in the list, where messages are %s', async (_, message) => {
    const snapshot = await ClaimSnapshot.of(registry(100, message), 'r.yaml');
    const list = JSON.parse(snapshot.list.body.toString()) as { items: { name: string }[] };
    expect(snapshot.list.size).toBe(Buffer.byteLength(snapshot.list.body));
    expect(list.items).toEqual(snapshot.items);
    for (const item of [list.items[0], list.items[57], list.items[99]]) {
      expect(JSON.parse(snapshot.one(item?.name ?? '')?.body.toString() ?? '')).toEqual(item);
    }
    const some = JSON.parse(snapshot.some([3, 99]).body.toString()) as typeof list;
    expect(some.items).toEqual([list.items[3], list.items[99]]);
    expect(snapshot.some([...snapshot.items.keys()]).tag).toBe(snapshot.list.tag);
  });

  it('says the same of text and of bytes, with a byte order mark or without', async () => {
    const text = registry(20);
    const tags = [text, Buffer.from(text), Buffer.from(`\uFEFF${text}`)].map(
      async (given) => (await ClaimSnapshot.of(given, 'r.yaml')).list.tag,
    );
    expect(new Set(await Promise.all(tags)).size).toBe(1);
  });

  it('is not made of bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(registry(1)), Buffer.from([0xff])]);
    await expect(ClaimSnapshot.of(bytes, 'r.yaml')).rejects.toMatchObject({ code: 'registry-unreadable' });
  });
});
