import { execFile } from 'node:child_process';
import { redactText } from '../../../core/secrets/redact-text';
import { boundedText } from '../../../core/status/bounded-message';

/** What a kubeconfig says of a program that gives credentials (client.authentication.k8s.io). */
export interface ExecUser {
  readonly apiVersion?: string;
  readonly command?: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
}

/** What the program gave. */
export interface ExecCredential {
  readonly token?: string;
  /** PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** When it ends, in milliseconds since 1970; undefined where it holds until it is refused. */
  readonly until?: number;
}

/** How long a program may take, in milliseconds: it may have to ask a cloud. */
const LONGEST = 60_000;
/** Most characters of what it says on stderr that are passed on. */
const MOST_WORDS = 256;
/** Most bytes that it may print. */
const LARGEST = 2 ** 20;

/**
 * Asks the program of a kubeconfig's user, without a shell. Not the library: that one waits for ever, keeps what it was given even where the API server refuses it, and says what the program printed, which may be
 * the token.
 *
 * @throws Error with what is wrong, without anything that the program printed on stdout
 */
export async function execCredential(exec: ExecUser, longest = LONGEST): Promise<ExecCredential> {
  const { apiVersion = 'client.authentication.k8s.io/v1', command = '' } = exec;
  if (command === '') throw new Error('its program has no name');
  const own = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const env = { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
  const output = await run(command, exec.args ?? [], env, longest);
  return credentialOf(command, output);
}

function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeout: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env, timeout, killSignal: 'SIGKILL', maxBuffer: LARGEST } as const;
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(failureWords(command, error, stderr, timeout), { cause: error.code }));
    });
    // Nobody is there to answer a question.
    child.stdin?.on('error', () => undefined).end();
  });
}

function failureWords(
  command: string,
  { code, killed, signal }: { code?: string | number | null; killed?: boolean; signal?: string | null },
  stderr: string,
  timeout: number,
): string {
  if (code === 'ENOENT') return `its program ${command} is not there`;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `its program ${command} prints too much`;
  if (killed === true) return `its program ${command} took longer than ${timeout / 1000} s`;
  const end = typeof code === 'number' ? `exit code ${code}` : (code ?? signal ?? 'no exit code');
  const [first = ''] = stderr.trim().split('\n', 1);
  const said = redactText(boundedText(first, MOST_WORDS));
  return `its program ${command} ended with ${end}${said === '' ? '' : `: ${said}`}`;
}

function credentialOf(command: string, output: string): ExecCredential {
  const wrong = (words: string): Error => new Error(`its program ${command} printed ${words}`);
  let document: unknown;
  try {
    document = JSON.parse(output);
  } catch {
    throw wrong('no JSON');
  }
  const { status } = Object(document) as { status?: unknown };
  const said = Object(status) as Readonly<Record<string, unknown>>;
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp: end } = said;
  const until = typeof end === 'string' ? Date.parse(end) : Number.NaN;
  const given = {
    // A line break in a header would make two of it.
    ...(isText(token) && /^[\x21-\x7E]+$/.test(token) && { token }),
    ...(isText(cert) && isText(key) && { cert, key }),
    ...(!Number.isNaN(until) && { until }),
  };
  if (given.token === undefined && given.cert === undefined) {
    throw wrong('an ExecCredential without a token and without a certificate and its key');
  }
  return given;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
