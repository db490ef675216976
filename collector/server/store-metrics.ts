import { Gauge, type Registry } from 'prom-client';
import type { StatusStore, StoreFigures } from '../store/status-store';

const HELP: Readonly<Record<keyof StoreFigures, string>> = {
  claims: 'Claims that are known.',
  clusters: 'Clusters that are known.',
  commits: 'Commits since the start.',
  reports: 'Reports since the start.',
};

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
  for (const [name, help] of Object.entries(HELP) as [keyof StoreFigures, string][]) {
    new Gauge({
      name: `claims_store_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set((await figures())[name]);
      },
    });
  }
}
