import { Counter, Gauge, type Registry } from 'prom-client';
import type { StatusStore, StoreFigures } from '../store/status-store';

const GAUGES = { claims: 'Known claims.', clusters: 'Known clusters.' } as const;
/** What only grows is a counter, and its name says so (prometheus.io/docs/practices/naming). */
const COUNTERS = {
  commits: 'Commits since the start.',
  reports: 'Reports since the start.',
} as const satisfies Record<Exclude<keyof StoreFigures, keyof typeof GAUGES>, string>;

/** Figures of a store as `claims_store_*`, asked for when somebody scrapes: once for all of them. */
export function watchStore(registry: Registry, store: StatusStore): void {
  let asked: Promise<StoreFigures> | undefined;
  const figures = async (): Promise<StoreFigures> => {
    asked ??= store.figures();
    try {
      return await asked;
    } finally {
      asked = undefined;
    }
  };
  for (const [name, help] of entriesOf(GAUGES)) {
    new Gauge({
      name: `claims_store_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set((await figures())[name]);
      },
    });
  }
  for (const [name, help] of entriesOf(COUNTERS)) {
    new Counter({
      name: `claims_store_${name}_total`,
      help,
      registers: [registry],
      async collect() {
        const value = (await figures())[name];
        this.reset();
        this.inc(value);
      },
    });
  }
}

function entriesOf<Name extends keyof StoreFigures>(help: Readonly<Record<Name, string>>): [Name, string][] {
  return Object.entries(help) as [Name, string][];
}
