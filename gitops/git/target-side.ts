import type { ObjectFormat } from '../../core/snapshot';
import type { PushOutcome, RefUpdate } from './target-repository';

/** What differs between a local and a remote target; everything else happens in the scratch repository. */
export interface TargetSide {
  readonly objectFormat: ObjectFormat;
  defaultBranch(): Promise<string | undefined>;
  /** Slug `owner/name` of the repository, where an address tells it. */
  repositorySlug(): Promise<string | undefined>;
  listRefs(patterns: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Refs with their ids; afterwards their objects can be read in the scratch repository, those of spare refs perhaps not. */
  fetch(refs: readonly string[], spare?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  assertMovable(branch: string): Promise<void>;
  push(updates: readonly RefUpdate[]): Promise<PushOutcome>;
  /** @param commit - one to try with; it is not sent */
  assertWritable(commit: string): Promise<void>;
  /** What is to be done when nothing more is asked. Never throws. */
  readonly finish?: () => Promise<void>;
}

/** Reads lines of `<id><separator><ref>`, as `for-each-ref` and `ls-remote` print them; peeled tags and HEAD are left out. */
export function parseRefs(text: string): Map<string, string> {
  const refs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const found = /^([0-9a-f]{40,64})[\t ](refs\/\S+)$/.exec(line);
    if (found?.[1] !== undefined && found[2] !== undefined && !found[2].endsWith('^{}')) {
      refs.set(found[2], found[1]);
    }
  }
  return refs;
}
