import type { ApiClient } from '../connection/api-client';
import type { ReadFailure } from '../connection/read-failure';
import { ListWatch, type ReadClock } from '../read/list-watch';
import type { ReadObserver } from '../read/read-observer';
import { field, textField } from '../summary/foreign-fields';
import { definitionKinds } from './definition-kinds';
import type { KindEntry, KindSource } from './kind-source';

const TARGET = {
  group: 'apiextensions.crossplane.io',
  version: 'v1',
  resource: 'compositeresourcedefinitions',
};

/** Watches Crossplane's definitions: a new one is watched a moment after it is served. */
export class DefinitionSource implements KindSource, ReadObserver {
  readonly name = 'xrds';
  private readonly reader: ListWatch;
  private readonly known = new Map<string, readonly KindEntry[]>();
  private listing: Set<string> | undefined;
  private reason: string | undefined = 'the definitions were not read yet';
  private tell: (kinds: readonly KindEntry[]) => void = () => undefined;

  constructor(client: ApiClient, clock: ReadClock, onFailure: (failure: ReadFailure) => void) {
    this.reader = new ListWatch({ client, clock, onFailure, target: TARGET, observer: this });
  }

  async run(tell: (kinds: readonly KindEntry[]) => void): Promise<void> {
    this.tell = tell;
    await this.reader.run();
  }

  stop(): void {
    this.reader.stop();
  }

  problem(): string | undefined {
    return this.reason;
  }

  begin(): void {
    this.listing = new Set();
  }

  present(object: unknown): void {
    const name = textField(field(object, 'metadata'), 'name', 253);
    this.known.set(name, definitionKinds(object));
    this.listing?.add(name);
    this.changed();
  }

  gone(object: unknown): void {
    this.known.delete(textField(field(object, 'metadata'), 'name', 253));
    this.changed();
  }

  listed(): void {
    for (const name of this.known.keys()) if (this.listing?.has(name) !== true) this.known.delete(name);
    this.listing = undefined;
    this.changed();
  }

  unreadable(reason: string): void {
    this.reason = `${this.name}: ${reason}`;
  }

  readable(): void {
    this.reason = undefined;
  }

  /** Until a list is complete, what is there is not known. */
  private changed(): void {
    if (this.listing === undefined) this.tell([...this.known.values()].flat());
  }
}
