import { type GroupAnswer, GroupQueue } from '../../../collector/store/group-queue';

/** A queue whose groups are answered when the test says so. */
class Backend {
  readonly groups: (readonly string[])[] = [];
  readonly open: ((answers?: readonly GroupAnswer<string>[]) => void)[] = [];
  readonly fail: ((error: unknown) => void)[] = [];
  readonly queue: GroupQueue<string, string>;

  constructor(most: number) {
    this.queue = new GroupQueue((requests) => {
      this.groups.push(requests);
      return new Promise((resolve, reject) => {
        this.open.push((answers = requests.map((value) => ({ value: value.toUpperCase() }))) => {
          resolve(answers);
        });
        this.fail.push(reject);
      });
    }, most);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('hands on as one group what comes in one turn', async () => {
  const { queue, groups, open } = new Backend(1);
  const answers = ['a', 'b', 'c'].map((each) => queue.add(each));
  await turn();
  expect(groups).toEqual([['a', 'b', 'c']]);
  open[0]!();
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
});

it('gathers what comes while as many groups are under way as may be', async () => {
  const { queue, groups, open } = new Backend(2);
  for (const each of ['a', 'b', 'c', 'd']) {
    void queue.add(each);
    await turn();
  }
  expect(groups).toEqual([['a'], ['b']]);
  open[1]!();
  await turn();
  await turn();
  expect(groups).toEqual([['a'], ['b'], ['c', 'd']]);
});

it('tells each caller its own answer, an error included', async () => {
  const { queue, open } = new Backend(1);
  const answers = ['a', 'b'].map((each) => queue.add(each));
  await turn();
  open[0]!([{ value: 'A' }, { error: new Error('full') }]);
  await expect(answers[0]).resolves.toBe('A');
  await expect(answers[1]).rejects.toThrow('full');
});

it('tells every caller of a group that failed, and goes on', async () => {
  const { queue, fail, open } = new Backend(1);
  const answers = ['a', 'b'].map((each) => queue.add(each));
  await turn();
  fail[0]!(new Error('gone'));
  for (const answer of answers) await expect(answer).rejects.toThrow('gone');
  const next = queue.add('c');
  await turn();
  open[1]!();
  await expect(next).resolves.toBe('C');
});

it('tells who got no answer that it is not known what became of the request', async () => {
  const { queue, open } = new Backend(1);
  const answers = ['a', 'b'].map((each) => queue.add(each));
  await turn();
  open[0]!([{ value: 'A' }]);
  await expect(answers[0]).resolves.toBe('A');
  await expect(answers[1]).rejects.toMatchObject({ code: 'store-unavailable' });
});

it('fails a group whose backend throws at once', async () => {
  const queue = new GroupQueue<string, string>(() => {
    throw new Error('closed');
  }, 1);
  await expect(queue.add('a')).rejects.toThrow('closed');
});

it('is settled once everything is answered, what came meanwhile included', async () => {
  const { queue, open } = new Backend(1);
  await queue.settled();
  void queue.add('a');
  const settled = queue.settled().then(() => 'settled');
  await turn();
  void queue.add('b');
  open[0]!();
  expect(await Promise.race([settled, turn().then(turn)])).toBeUndefined();
  open[1]!();
  expect(await settled).toBe('settled');
});
