import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';

const SCHEMA = z.record(z.string().min(1), z.array(z.string().regex(/^[\da-f]{64}$/i)).min(1));

/** How often the file is looked at, in milliseconds. */
const LOOKED_AT_EVERY = 1_000;

/** The clusters whose token a text is. */
export type TokenClusters = (token: string) => readonly string[];

/**
 * Tokens by cluster, from a file `{"<cluster>": ["<sha256 hex>", …]}` that holds no token itself. It is read again when it changes, so that a token is rotated by adding the new one, moving the
 * informer over and removing the old one. A file that becomes wrong changes nothing.
 *
 * @param now - milliseconds, of a clock that only decides when the file is looked at
 * @param onProblem - told of a file that became wrong
 * @throws ToolkitError `config-invalid` where it is wrong at the start
 */
export function tokenFile(
  path: string,
  now: () => number,
  onProblem: (error: unknown) => void,
): TokenClusters {
  let tokens = read(path);
  let version = versionOf(path);
  let lookedAt = now();
  return (token) => {
    if (now() - lookedAt >= LOOKED_AT_EVERY) {
      lookedAt = now();
      try {
        const current = versionOf(path);
        if (current !== version) {
          version = current;
          tokens = read(path);
        }
      } catch (error) {
        onProblem(error);
      }
    }
    return clustersOf(tokens, token);
  };
}

/** Every hash is compared whole: how long it takes tells nothing about them. */
function clustersOf(tokens: readonly (readonly [string, Buffer])[], token: string): readonly string[] {
  const hash = createHash('sha256').update(token).digest();
  const clusters: string[] = [];
  for (const [cluster, known] of tokens) if (timingSafeEqual(hash, known)) clusters.push(cluster);
  return clusters;
}

function read(path: string): readonly (readonly [string, Buffer])[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // Not the words of the parser: they repeat what stands in the file.
    const { code } = Object(error) as { code?: unknown };
    const why = typeof code === 'string' ? code : 'it is no JSON';
    throw new ToolkitError('config-invalid', `COLLECTOR_TOKENS: ${path} cannot be read: ${why}`);
  }
  const { data, success } = SCHEMA.safeParse(value);
  if (!success) {
    throw new ToolkitError(
      'config-invalid',
      `COLLECTOR_TOKENS: ${path} must be {"<cluster>": ["<SHA-256 of a token, 64 hex digits>", …]}`,
    );
  }
  return Object.entries(data).flatMap(([cluster, hashes]) =>
    hashes.map((hash) => [cluster, Buffer.from(hash, 'hex')] as const),
  );
}

function versionOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
}
