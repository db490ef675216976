import { SecretFinder, type FoundSecret } from './secret-finder';

/**
 * Shorter secrets are not masked: they would be found in any text. Whoever takes a credential from outside refuses one that is
 * shorter.
 */
export const SHORTEST_SECRET = 4;

/** What is shown in place of a secret. */
export const MASK = '••••';

/** How often each secret is held: two runs in one process may hold the same. */
const held = new Map<string, number>();
let finder: SecretFinder | undefined;
let tellingFinder: SecretFinder | undefined;
let generation = 0;

/**
 * The secrets that one run works with. While it is open, they are masked in everything that this process shows, throws, sends or
 * writes by way of {@link maskSecretsInUse}; and by {@link findSecretsInUse} they count as secrets wherever one is looked for.
 */
export interface SecretHold {
  /** Adds secrets; those shorter than {@link SHORTEST_SECRET} are left out. */
  hold(...secrets: readonly (string | undefined)[]): void;
  release(): void;
}

/** Opens a {@link SecretHold}. The registry is the process's own, so that no sink can be made that does not know it. */
export function holdSecrets(): SecretHold {
  const mine = new Set<string>();
  return {
    hold(...secrets) {
      for (const secret of secrets) {
        if (secret === undefined || secret.length < SHORTEST_SECRET || mine.has(secret)) continue;
        mine.add(secret);
        const count = held.get(secret) ?? 0;
        held.set(secret, count + 1);
        if (count === 0) changed();
      }
    },
    release() {
      for (const secret of mine) {
        const count = held.get(secret) ?? 0;
        if (count > 1) held.set(secret, count - 1);
        else held.delete(secret);
      }
      if (mine.size > 0) changed();
      mine.clear();
    },
  };
}

function changed(): void {
  finder = tellingFinder = undefined;
  generation++;
}

/** Another number whenever other secrets are held: what was found out about a text counts no more. */
export function secretsGeneration(): number {
  return generation;
}

const forEver = holdSecrets();

/** Holds secrets for the life of the process: for libraries that are handed a credential, or find one, and do not know who shows their errors. */
export function holdSecretsForEver(...secrets: readonly (string | undefined)[]): void {
  forEver.hold(...secrets);
}

/** Words as people use them: as a password one of them stands in many a text that has nothing to do with it. */
const WORD = /^[A-Za-z]{1,16}$/;
const SHORTEST_TELLING = 8;

/**
 * Whether a text holds a secret in use that cannot stand there by chance: what may be shown is masked for less, but nothing is
 * refused because somebody's password is `admin`.
 */
export function holdsTellingSecret(text: string): boolean {
  if (held.size === 0) return false;
  tellingFinder ??= new SecretFinder(
    [...held.keys()].filter((secret) => secret.length >= SHORTEST_TELLING && !WORD.test(secret)),
  );
  return tellingFinder.find(text).length > 0;
}

/** Where a text holds a secret in use, in whatever encoding; sorted, not overlapping. */
export function findSecretsInUse(text: string): readonly FoundSecret[] {
  if (held.size === 0) return [];
  finder ??= new SecretFinder([...held.keys()]);
  return finder.find(text);
}

/** A text with every secret in use replaced by {@link MASK}. Text without one comes back as it is. */
export function maskSecretsInUse(text: string): string {
  const found = findSecretsInUse(text);
  if (found.length === 0) return text;
  let shown = '';
  let position = 0;
  for (const { start, end } of found) {
    shown += text.slice(position, start) + MASK;
    position = end;
  }
  return shown + text.slice(position);
}
