import { z } from 'zod';
import { createGiteaClient } from '../../../gitops/forge/gitea/gitea-client';
import type { WebForgeOptions } from '../../../gitops/forge/web/web-forge-options';

/** A client whose server gives these answers one after another; a function is a network that fails. */
function clientWith(answers: (Response | (() => never))[], options: Partial<WebForgeOptions> = {}) {
  const asked: string[] = [];
  const waits: number[] = [];
  const client = createGiteaClient({
    apiUrl: 'https://git.example.test/api/v1/',
    token: 'a-secret-word',
    repository: 'acme/harvester',
    version: '0.1.0',
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    fetch: (url, init) => {
      asked.push(`${init?.method ?? ''} ${(url as string).replace('https://git.example.test/api/v1', '')}`);
      const answer = answers.shift();
      return typeof answer === 'function' ? Promise.reject(failure(answer)) : Promise.resolve(answer!);
    },
    ...options,
  });
  return { client, asked, waits };
}

function failure(throwing: () => never): Error {
  try {
    return throwing();
  } catch (error) {
    return error as Error;
  }
}

const broken = (): never => {
  throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
};
const json = (data: unknown, headers: Record<string, string> = {}): Response =>
  Response.json(data, { headers });
const status = (code: number, headers: Record<string, string> = {}): Response =>
  Response.json({ message: `says ${code}` }, { status: code, headers });
const answer = z.object({ id: z.number() });

describe('requests to Gitea', () => {
  test('are repeated where that is harmless, with growing pauses', async () => {
    const { client, waits } = clientWith([broken, status(502), json({ id: 1 })]);
    expect(await client.send('GET /labels', answer)).toEqual({ id: 1 });
    expect(waits).toEqual([250, 1000]);
    const patched = clientWith([status(500), json({ id: 1 })]);
    await patched.client.send('PATCH /issues/1', answer, {});
    expect(patched.client.writes).toBe(1);
  });

  test('that make something are not sent twice', async () => {
    const { client, asked } = clientWith([broken, json({ id: 1 })]);
    await expect(client.send('POST /issues/1/comments', answer, {})).rejects.toMatchObject({
      code: 'forge-unavailable',
      message: 'git.example.test does not answer POST /issues/1/comments: read ECONNRESET',
    });
    expect(asked).toHaveLength(1);
  });

  test('wait as long as they are asked to, but not for ever', async () => {
    const { client, waits } = clientWith([status(429, { 'retry-after': '7' }), json({ id: 1 })]);
    await client.send('POST /pulls', answer, {});
    expect(waits).toEqual([7000]);
    const long = clientWith([status(429, { 'retry-after': '3600' })]);
    await expect(long.client.send('GET /pulls', answer)).rejects.toMatchObject({
      code: 'forge-rate-limited',
      message: 'git.example.test limits requests, try again in 3600 s',
    });
  });

  test.each([
    [401, 'forge-auth-failed', 'auth'],
    [403, 'forge-permission-missing', 'auth'],
    [404, 'forge-not-found', 'not-found'],
    [409, 'forge-conflict', 'conflict'],
    [422, 'forge-validation-failed', 'input'],
  ])('answered with %i are %s', async (code, name, kind) => {
    const { client } = clientWith([status(code)]);
    await expect(client.send('GET /pulls', answer)).rejects.toMatchObject({ code: name, kind });
  });

  test('whose answer is too large ask for fewer at once, and leave out what is too large by itself', async () => {
    const items = Array.from({ length: 120 }, (_, index) => ({ id: index + 1, text: '' }));
    items[60] = { id: 61, text: 'x'.repeat(30_000) };
    items[70] = { id: 71, text: 'x'.repeat(12_000) };
    const sizes: number[] = [];
    const { client } = clientWith([], {
      longestAnswer: 15_000,
      fetch: (url) => {
        const query = new URL(url).searchParams;
        const [limit, page] = [Number(query.get('limit')), Number(query.get('page'))];
        sizes.push(limit);
        return Promise.resolve(
          json(items.slice((page - 1) * limit, page * limit), { 'x-total-count': '120' }),
        );
      },
    });
    const seen = new Set<number>();
    for await (const page of client.pages('GET /labels', answer)) for (const { id } of page) seen.add(id);
    expect([...seen].sort((a, b) => a - b)).toEqual(items.map(({ id }) => id).filter((id) => id !== 61));
    expect(new Set(sizes)).toEqual(new Set([50, 5, 1]));
  });

  test('answered by something else than Gitea say what is wrong', async () => {
    const page = new Response('<html>sign in</html>', { headers: { 'content-type': 'text/html' } });
    await expect(clientWith([page]).client.send('GET /pulls?state=open', answer)).rejects.toMatchObject({
      code: 'forge-answer-invalid',
      message: expect.stringContaining('answers GET /pulls with something else than its API'),
    });
  });

  test('for lists read all pages, however many items the server allows on one', async () => {
    const all = async (answers: Response[]): Promise<[number, number]> => {
      const { client, asked } = clientWith(answers);
      let count = 0;
      for await (const page of client.pages('GET /labels', answer)) count += page.length;
      return [count, asked.length];
    };
    const items = [{ id: 1 }, { id: 2 }];
    expect(await all([json(items), json(items), json([])])).toEqual([4, 3]);
    const total = { 'x-total-count': '3' };
    expect(await all([json(items, total), json([{ id: 3 }], total)])).toEqual([3, 2]);
  });

  test('never follow a redirect to another host with the token', async () => {
    const redirects: (string | undefined)[] = [];
    const { client } = clientWith([], {
      fetch: (_url, init) => {
        redirects.push(init?.redirect);
        const headers = { location: 'https://elsewhere.example.test/api/v1/repos/acme/harvester/pulls' };
        return Promise.resolve(new Response(null, { status: 302, headers }));
      },
    });
    await expect(client.send('GET /pulls', answer)).rejects.toMatchObject({ code: 'forge-redirected' });
    // The platform follows none by itself either.
    expect(redirects).toEqual(['manual']);
  });
});
