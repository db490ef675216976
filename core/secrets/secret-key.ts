/**
 * What the name of a field says about its value: `password` fields hold a secret whatever stands there, `token` and its
 * like may just as well hold the name of one. `header`: an `Authorization` header, if it has the form of one.
 */
export type KeyStrength = 'none' | 'header' | 'weak' | 'strong';

/** A telling name in a text. */
export interface FoundKey {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly strength: KeyStrength;
}

const PASSWORD =
  /(?:password|passwd|passphrase|passcode|passwort|kennwort|pwd|psw|requirepass|masterauth|(?:db|user|root|admin|bind|smtp|mail|redis|sql)pass|(?:root|bind|user|db|admin)pw)s?$/;
const CREDENTIAL =
  /(?:secret|token|credential|cred|apikey|accesskey|secretkey|privatekey|signingkey|encryptionkey|masterkey|accountkey|sharedkey|authkey|sshkey|clientkey|licensekey|bearer|jwt)s?$/;
/** Names of fields that point at a secret, whatever their last word is. */
const REFERENCE =
  /(?:^nopass|nopasswd|nopassword|pullsecret|existingsecret|tlssecret|targetsecret|sourcesecret|createsecret|usesecret|generatesecret)s?$/;
/** Last words of environment variables that hold something about a secret, not the secret. */
const ABOUT = new Set(
  'file path name ref from key url uri host port type class ttl expiry expires expiration lifetime length min max enabled policy id mount dir store backend engine provider version mode hash issuer audience user username'.split(
    ' ',
  ),
);

/** Keys repeat in every claim; the verdict on each is kept. Bounded, so that hostile keys cannot fill the memory. */
const verdicts = new Map<string, KeyStrength>();
const KEPT_VERDICTS = 4096;

/** How strongly the name of a field says that its value is a secret. `secretName`, `tokenTTL`, `passwordPolicy` say nothing. */
export function keyStrength(key: string): KeyStrength {
  const known = verdicts.get(key);
  if (known !== undefined) {
    return known;
  }
  const verdict = judge(key.length > 128 ? key.slice(-128) : key);
  if (verdicts.size >= KEPT_VERDICTS) {
    verdicts.clear();
  }
  verdicts.set(key, verdict);
  return verdict;
}

function judge(key: string): KeyStrength {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  const joined = words.join('');
  if (REFERENCE.test(joined)) {
    return 'none';
  }
  const last = words.at(-1) ?? '';
  if (PASSWORD.test(joined) || last === 'pass' || last === 'pw') {
    return 'strong';
  }
  if (CREDENTIAL.test(joined)) {
    return 'weak';
  }
  if (last === 'authorization') {
    return 'header';
  }
  const isEnvironmentVariable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(key);
  if (!isEnvironmentVariable || ABOUT.has(last)) {
    return 'none';
  }
  return strongest(words);
}

/** `DB_PASSWORD_PROD`: the telling word stands anywhere in the name of an environment variable. */
function strongest(words: readonly string[]): 'none' | 'weak' | 'strong' {
  if (words.some((word) => PASSWORD.test(word) || word === 'pass' || word === 'pw')) {
    return 'strong';
  }
  return words.some((word) => CREDENTIAL.test(word)) ? 'weak' : 'none';
}
