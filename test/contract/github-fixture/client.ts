import type { GitHub } from '../../fixtures/github';

/** An answer, with its JSON where there is any. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read many shapes
  readonly body: any;
}

/** Calls the REST API as `claims-bot`, or with another token. `socket: false` goes through the fixture's own `fetch`. */
export function client(github: GitHub, options: { token?: string; socket?: boolean } = {}) {
  const send = options.socket === false ? github.fetch : fetch;
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await send(`${github.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${options.token ?? github.token}`,
        'user-agent': 'fixture-test',
        accept: 'application/vnd.github+json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
    };
  };
}

export const REPO = '/repos/acme/harvester';

/** Files of a small repository. */
export const FILES = {
  'claims/registry.yaml': 'claims: []\n',
  'claims/infra/kustomization.yaml': 'resources: []\n',
  'README.md': '# harvester\n',
};

/** Commits files to a branch by the Git data API, as a writer without push does; the new commit. */
export async function commitByApi(
  call: ReturnType<typeof client>,
  branch: string,
  files: Record<string, string>,
  base = 'main',
): Promise<{ sha: string; ref: Answer }> {
  const head = await call('GET', `${REPO}/git/ref/heads/${base}`);
  const parent = head.body.object.sha as string;
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    mode: '100644',
    type: 'blob',
    content,
  }));
  const tree = await call('POST', `${REPO}/git/trees`, { base_tree: parent, tree: entries });
  const commit = await call('POST', `${REPO}/git/commits`, {
    message: `Update ${branch}`,
    tree: tree.body.sha,
    parents: [parent],
  });
  const ref = await call('POST', `${REPO}/git/refs`, { ref: `refs/heads/${branch}`, sha: commit.body.sha });
  return { sha: commit.body.sha as string, ref };
}

/** One property of every item of a list. */
export function each(list: unknown, property: string): unknown[] {
  return (list as Record<string, unknown>[]).map((item) => item[property]);
}

/** Status and message of a refusal. */
export function said(answer: Answer): [number, unknown] {
  return [answer.status, answer.body.message];
}

/** Status and first detail of a validation failure: its message, or the field it is about. */
export function refusal(answer: Answer): [number, unknown] {
  const [first] = answer.body.errors as { message?: string; field?: string }[];
  return [answer.status, first?.message ?? first?.field];
}
