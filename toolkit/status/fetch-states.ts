import { webAddressProblem } from '../../core/config/config-rules';
import type { JsonValue } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { withoutTrailing } from '../../core/trim-ends';
import { createForgeTransport } from '../../gitops/forge/web/forge-transport';
import type { ClaimState } from '../../report/view/claim-state';
import type { ActionContext } from '../action-context';
import { collectorState } from './collector-states';
import { entryState } from './registry-states';

/** Milliseconds that an answer may take. */
const TIME_LIMIT = 30_000;

/** The variable with the token for collectors that want one. */
const TOKEN_VARIABLE = 'CLAIMS_STATUS_TOKEN';

/**
 * The states that a collector (`GET /api/v1/status`) or a registry API (`GET /api/v1/claims`) tells: which of them it is, its answers say.
 *
 * @param address - `https://collector.example.org`, without the route
 * @throws ToolkitError `usage-invalid` for what is no address, `status-source-unavailable`, `status-token-refused`
 */
export async function fetchStates(context: ActionContext, address: string): Promise<ClaimState[]> {
  const problem = webAddressProblem(address);
  if (problem !== undefined) throw new ToolkitError('usage-invalid', `the address of statuses ${problem}`);
  const statuses = await ask(context, address, '/api/v1/status');
  if (statuses !== undefined) {
    if (isJsonList(statuses)) return statuses.map(collectorState).filter((state) => state !== undefined);
    throw unavailable(address, 'does not answer with a list of statuses');
  }
  const registry = await ask(context, address, '/api/v1/claims');
  if (registry === undefined) throw unavailable(address, 'is neither a collector nor a registry API');
  const items = isJsonObject(registry) ? registry['items'] : undefined;
  if (!isJsonList(items)) throw unavailable(address, 'does not answer with a list of claims');
  return items.filter(isJsonObject).map((item) => entryState(textFields(item)));
}

/** Undefined where the route is not there. */
async function ask(context: ActionContext, address: string, route: string): Promise<JsonValue | undefined> {
  const token = context.env[TOKEN_VARIABLE]?.trim() ?? '';
  context.secrets.hold(token);
  const base = withoutTrailing(address, '/');
  const { fetch } = createForgeTransport({ apiUrl: base, signal: context.signal, timeLimit: TIME_LIMIT });
  const headers = {
    accept: 'application/json',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
  };
  try {
    const response = await fetch(`${base}${route}`, { headers });
    if (response.status === 404) return undefined;
    if (response.status === 401 || response.status === 403) throw refused(address, token !== '');
    if (!response.ok) throw unavailable(address, `answers ${response.status}`);
    return (await response.json()) as JsonValue;
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && !error.code.startsWith('forge-')) throw error;
    throw unavailable(address, `cannot be asked: ${reasonOf(error)}`, error);
  }
}

/** What the platform's `fetch` says is in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as {
    name?: unknown;
    message?: unknown;
    cause?: { message?: unknown };
  };
  if (name === 'SyntaxError') return 'its answer is not JSON';
  for (const words of [cause?.message, message]) if (typeof words === 'string' && words !== '') return words;
  return 'no answer';
}

function refused(address: string, hasToken: boolean): ToolkitError {
  const how = hasToken
    ? `does not take the token in ${TOKEN_VARIABLE}`
    : `needs a token, and ${TOKEN_VARIABLE} is empty`;
  return new ToolkitError('status-token-refused', `${address} ${how}`);
}

function unavailable(address: string, what: string, cause?: unknown): ToolkitError {
  return new ToolkitError('status-source-unavailable', `${address} ${what}`, { cause });
}

function textFields(item: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(item).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
