import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { compareText } from '../../core/text/compare-text';
import { mayDefineKinds } from '../../harvester/claim-kinds/definitions';
import type { ActionContext } from '../action-context';
import { fetchText } from './fetch-text';
import type { ImportSource } from './import-source';
import type { SourceFile } from './source-files';

const DEFINITION_FILE = /\.(?:ya?ml|json)$/i;
const MOST_REQUESTS = 500;

/**
 * Files of a repository on GitHub that may define kinds, through its API (`GITHUB_API_URL`; with `GITHUB_TOKEN` where there is one).
 *
 * @throws ToolkitError `import-source-missing`, `import-source-unreadable`
 */
export async function readGithub(
  { env, signal, secrets }: ActionContext,
  source: Extract<ImportSource, { kind: 'github' }>,
): Promise<SourceFile[]> {
  const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? '';
  if (token !== '') secrets.hold(token);
  const api = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  let requests = 0;
  const get = (path: string, accept: string): Promise<string> => {
    requests += 1;
    if (requests > MOST_REQUESTS) {
      throw new ToolkitError(
        'import-source-unreadable',
        `'${source.name}' holds more than ${MOST_REQUESTS} files`,
      );
    }
    const place = path.split('/').map(encodeURIComponent).join('/');
    const url = new URL(`${api}/repos/${source.repository}/contents/${place}`);
    if (source.ref !== undefined) url.searchParams.set('ref', source.ref);
    const headers = { accept, ...(token !== '' && { authorization: `Bearer ${token}` }) };
    return fetchText(url, { name: source.name, headers, signal });
  };
  const files: SourceFile[] = [];
  const waiting = [source.path];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const answer = listing(await get(at, 'application/vnd.github+json'));
    const entries = answer ?? [{ type: 'file', path: at }];
    for (const { type, path } of entries) {
      if (typeof path !== 'string') continue;
      if (type === 'dir') waiting.push(path);
      if (type !== 'file' || (answer !== undefined && !DEFINITION_FILE.test(path))) continue;
      const text = await get(path, 'application/vnd.github.raw+json');
      if (mayDefineKinds(text)) files.push({ path: `${source.repository}/${path}`, text });
    }
  }
  return files.sort((left, right) => compareText(left.path, right.path));
}

/** Entries of a folder; undefined for a file. */
function listing(text: string): readonly JsonObject[] | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonList(value) ? value.filter(isJsonObject) : undefined;
  } catch {
    return undefined;
  }
}
