import { createHash } from 'node:crypto';
import type { Issue } from '../../core/issue';
import type { CustomKind } from '../../schema/documents/custom-kind';
import { readDefinitions } from '../../schema/documents/read-definitions';
import type { ActionContext } from '../action-context';
import { readCluster } from './cluster-files';
import { fetchText } from './fetch-text';
import { readGithub } from './github-files';
import type { ImportSource } from './import-source';
import { readPath, type SourceFile } from './source-files';

/** What a source says. */
export interface ReadSource {
  readonly source: ImportSource;
  readonly kinds: readonly CustomKind[];
  readonly issues: readonly Issue[];
  /** Digests of its files, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What reading needs beside the context. */
export interface SourceInput {
  /** Text of the standard input. */
  readonly stdin: () => Promise<string>;
}

/**
 * Reads one source.
 *
 * @throws ToolkitError `import-source-missing`, `import-source-unreadable`
 */
export async function readSource(
  context: ActionContext,
  source: ImportSource,
  input: SourceInput,
): Promise<ReadSource> {
  const files = await filesOf(context, source, input);
  const found = files.map(({ path, text }) => readDefinitions(text, path));
  return {
    source,
    kinds: found.flatMap(({ kinds }) => kinds),
    issues: found.flatMap(({ issues }) => issues),
    files: Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])),
  };
}

async function filesOf(
  context: ActionContext,
  source: ImportSource,
  { stdin }: SourceInput,
): Promise<SourceFile[]> {
  switch (source.kind) {
    case 'path':
      return readPath(source.path, source.name);
    case 'stdin':
      return [{ path: '-', text: await stdin() }];
    case 'cluster':
      return readCluster(context);
    case 'url':
      return [
        {
          path: source.name,
          text: await fetchText(source.url, { name: source.name, signal: context.signal }),
        },
      ];
    case 'github':
      return readGithub(context, source);
  }
}

/** Digest of a text as lock files have it. */
export function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
