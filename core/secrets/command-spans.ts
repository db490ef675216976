import { isReferenceValue } from './literal-value';
import type { SecretSpan } from './secret-span';

/** What a short option of a command holds. */
interface Option {
  /** The whole value, or what follows its first colon (`user:password`) or percent sign. */
  readonly secret: 'whole' | 'colon' | 'percent';
  /** `-ppassword` only, `-p password` only, or both. */
  readonly attached: 'always' | 'never' | 'either';
  /** The subcommand that must stand before it: elsewhere it is something else, such as a port. */
  readonly behind?: string;
}

const WHOLE: Option = { secret: 'whole', attached: 'either' };
const NEXT: Option = { secret: 'whole', attached: 'never' };
const LOGIN: Option = { secret: 'whole', attached: 'never', behind: 'login' };
const USER: Option = { secret: 'colon', attached: 'either' };

/** Options that hold passwords, from the manuals of the programs; long options are known by their names. */
const COMMANDS: readonly (readonly [RegExp, Readonly<Record<string, Option>>])[] = [
  [/^curl$/, { '-u': USER, '--user': USER, '-U': USER, '--proxy-user': USER }],
  [/^(?:https?|xh)$/, { '-a': USER, '--auth': USER }],
  [
    /^(?:mysql\w*|mariadb(?:-\w+)*|mysqladmin|mysqldump|mycli)$/,
    { '-p': { secret: 'whole', attached: 'always' } },
  ],
  [/^(?:redis-cli|valkey-cli|keydb-cli)$/, { '-a': NEXT, '--pass': NEXT }],
  [/^sshpass$/, { '-p': WHOLE }],
  [/^mongo(?:sh|dump|restore|export|import)?$/, { '-p': WHOLE }],
  [/^(?:docker|podman|nerdctl|helm|skopeo|buildah|oras|crane|az|cf|oc|argocd|wsk)$/, { '-p': LOGIN }],
  [/^ldap(?:search|modify|add|delete|passwd|whoami|compare|modrdn)$/, { '-w': WHOLE, '-s': NEXT }],
  [/^(?:sqlcmd|bcp|osql|isql)$/, { '-P': WHOLE }],
  [/^(?:smbclient|rpcclient|net)$/, { '-U': { secret: 'percent', attached: 'either' } }],
  [
    /^(?:zip|unzip|7z|7za|clickhouse-client|cqlsh|influx|vsql|ipmitool|net-snmp)$/,
    { '-P': WHOLE, '-p': WHOLE },
  ],
  [/^openssl$/, { '-passin': NEXT, '-passout': NEXT, '-pass': NEXT, '-k': NEXT }],
];

const TOKEN = /[^\s,[\]"'`]+|\n/g;
/** Where the arguments of a command end. */
const ENDS = /^(?:\||\|\||&&|;|&)$/;

/**
 * Passwords behind short options: `curl -u user:password`, `mysql -ppassword`. Read as one command line, or as a list of
 * arguments in JSON or YAML.
 */
export function* commandSpans(text: string): Generator<SecretSpan> {
  let options: Readonly<Record<string, Option>> | undefined;
  let awaited: Option | undefined;
  const tokens = text.matchAll(TOKEN);
  let subcommand = '';
  let isList = false;
  let before = '';
  for (const { 0: token, index } of tokens) {
    const previous = before;
    before = token;
    if (token === '\n') {
      // the list of arguments of YAML goes on, and so does a line that ends in a backslash
      isList = /^\r?\n[ \t]*- /.test(text.slice(index, index + 130));
      if (!isList && previous !== '\\') options = undefined;
      continue;
    }
    if ((token === '-' && isList) || token === '\\') continue;
    if (ENDS.test(token)) {
      options = undefined;
      continue;
    }
    if (options === undefined || !token.startsWith('-')) {
      if (awaited !== undefined) {
        yield* secretOf(text, token, index, awaited);
        awaited = undefined;
        continue;
      }
      const known = optionsOf(token);
      subcommand = known === undefined ? (subcommand === 'login' ? subcommand : token) : '';
      options = known ?? options;
      continue;
    }
    awaited = undefined;
    const whole = options[token];
    if (whole !== undefined && (whole.behind === undefined || whole.behind === subcommand)) {
      awaited = whole.attached === 'always' ? undefined : whole;
      continue;
    }
    const equals = token.indexOf('=');
    const long = equals === -1 ? undefined : options[token.slice(0, equals)];
    if (long !== undefined) yield* secretOf(text, token.slice(equals + 1), index + equals + 1, long);
    const short = token.startsWith('--') ? undefined : options[token.slice(0, 2)];
    if (short !== undefined && short.attached !== 'never') {
      yield* secretOf(text, token.slice(2), index + 2, short);
    }
    // an option at the end of several in one: -sSu user:password
    const last = /^-[A-Za-z]{2,6}$/.test(token) ? options[`-${token.slice(-1)}`] : undefined;
    if (last !== undefined && short === undefined && last.attached !== 'always') {
      awaited = last.behind === undefined ? last : undefined;
    }
  }
}

function optionsOf(token: string): Readonly<Record<string, Option>> | undefined {
  if (token.length > 200) return undefined;
  const name = token.slice(token.lastIndexOf('/') + 1).replace(/^[$(]{1,2}|\.exe$/g, '');
  return COMMANDS.find(([pattern]) => pattern.test(name))?.[1];
}

function* secretOf(text: string, token: string, index: number, { secret }: Option): Generator<SecretSpan> {
  const mark = secret === 'colon' ? ':' : '%';
  const skipped = secret === 'whole' ? 0 : token.indexOf(mark) + 1;
  if (secret !== 'whole' && skipped === 0) return;
  const bare = token.slice(skipped).replace(/[;)&|]{1,4}$/, '');
  const start = index + skipped;
  // in quotes, the rest of the words belongs to it
  const quote = text.charAt(index - 1);
  const close =
    quote === '"' || quote === "'"
      ? text.slice(start, start + 256).search(quote === '"' ? /["\n]/ : /['\n]/)
      : -1;
  const end = start + Math.max(bare.length, close);
  if (end > start && !isReferenceValue(text.slice(start, end)) && !/^(?:env|file|fd|stdin):?/.test(bare)) {
    yield { start, end, isCertain: true };
  }
}
