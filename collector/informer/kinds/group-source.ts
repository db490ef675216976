import type { ApiClient } from '../connection/api-client';
import { asReadFailure, type ReadFailure } from '../connection/read-failure';
import type { ReadClock } from '../read/list-watch';
import { ReadBackoff } from '../read/read-backoff';
import { field, textField } from '../summary/foreign-fields';
import { isResource, isVersion } from '../../../core/kind-choice';
import type { KindEntry, KindSource } from './kind-source';

/** Time between two looks at a group, in milliseconds. */
const AGAIN = 30_000;
/** Most kinds of a group that are watched. */
const MOST_KINDS = 500;

/** Asks an API group, time and again, which kinds it has. */
export class GroupSource implements KindSource {
  readonly name: string;
  private readonly stopped = new AbortController();
  private readonly backoff: ReadBackoff;
  private reason: string | undefined = 'the group was not read yet';

  constructor(
    private readonly group: string,
    private readonly client: ApiClient,
    private readonly clock: ReadClock,
    private readonly onFailure: (failure: ReadFailure) => void,
  ) {
    this.name = `*.${group}`;
    this.backoff = new ReadBackoff(() => clock.random());
  }

  async run(tell: (kinds: readonly KindEntry[]) => void): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      let wait = AGAIN;
      try {
        tell(await this.ask());
        this.reason = undefined;
        this.backoff.worked();
      } catch (error) {
        const failure = asReadFailure(error);
        this.reason = `${this.name}: ${failure.message}`;
        // Also the last kind of a group may go, and come back.
        if (failure.kind === 'absent') tell([]);
        if (!this.stopped.signal.aborted) this.onFailure(failure);
        wait = this.backoff.failed(failure.retryAfter);
      }
      await this.clock.wait(wait, signal);
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  problem(): string | undefined {
    return this.reason;
  }

  private async ask(): Promise<readonly KindEntry[]> {
    const { signal } = this.stopped;
    const about = await this.client.json(`/apis/${encodeURIComponent(this.group)}`, signal);
    const version = textField(field(about, 'preferredVersion'), 'version', 63);
    if (!isVersion(version)) return [];
    const path = `/apis/${encodeURIComponent(this.group)}/${version}`;
    const resources = field(await this.client.json(path, signal), 'resources');
    const entries: readonly unknown[] = Array.isArray(resources) ? resources : [];
    return entries.flatMap((entry) => this.kindOf(entry, version)).slice(0, MOST_KINDS);
  }

  /** Subresources have a slash in their name; what cannot be watched is no claim. */
  private kindOf(entry: unknown, version: string): readonly KindEntry[] {
    const resource = textField(entry, 'name', 253);
    const verbs = field(entry, 'verbs');
    const canWatch = Array.isArray(verbs) && verbs.includes('list') && verbs.includes('watch');
    if (!isResource(resource) || !canWatch) return [];
    const namespaced = field(entry, 'namespaced') === true;
    return [{ group: this.group, version, resource, kind: textField(entry, 'kind', 63), namespaced }];
  }
}
