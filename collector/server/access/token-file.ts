import { createHash, timingSafeEqual } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ToolkitError } from '../../../core/errors/toolkit-error';

const SCHEMA = z.record(z.string().min(1), z.array(z.string().regex(/^[\da-f]{64}$/i)).min(1));

/** How often the file is looked at, in milliseconds. */
const LOOKED_AT_EVERY = 1_000;
/** Most files of a folder: clusters of a hub are counted in hundreds. */
const MOST_FILES = 10_000;

/** The clusters whose token a text is. */
export type TokenClusters = (token: string) => readonly string[];

/**
 * Tokens by cluster, from a file `{"<cluster>": ["<sha256 hex>", …]}` that holds no token itself, or from a folder of such files that end in `.json`. It is read again when it changes, so that a
 * token is rotated by adding the new one, moving the informer over and removing the old one; a file that vanishes from a folder takes its tokens along. What becomes wrong changes nothing.
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
  let files = filesOf(path);
  let tokens = files.flatMap(read);
  let version = versionOf(files);
  let lookedAt = now();
  return (token) => {
    if (now() - lookedAt >= LOOKED_AT_EVERY) {
      lookedAt = now();
      try {
        files = filesOf(path);
        const current = versionOf(files);
        if (current !== version) {
          version = current;
          tokens = files.flatMap(read);
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

/** A kubelet keeps what it swaps in folders and links that begin with two dots: they are none of the files. */
function filesOf(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
    if (names.length <= MOST_FILES) return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw unreadable(path, error);
  }
  throw new ToolkitError('config-invalid', `COLLECTOR_TOKENS: ${path} has more than ${MOST_FILES} files`);
}

function read(path: string): readonly (readonly [string, Buffer])[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, error);
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

/** Not the words of the parser: they repeat what stands in the file. */
function unreadable(path: string, error: unknown): ToolkitError {
  const { code } = Object(error) as { code?: unknown };
  const why = typeof code === 'string' ? code : 'it is not JSON';
  return new ToolkitError('config-invalid', `COLLECTOR_TOKENS: ${path} cannot be read: ${why}`);
}

function versionOf(files: readonly string[]): string {
  return files
    .map((path) => {
      const { mtimeMs, size, ino } = statSync(path);
      return `${path} ${mtimeMs} ${size} ${ino}`;
    })
    .join('\n');
}
