import { Gauge, type Registry } from 'prom-client';
import type { StatusStore } from '../store/status-store';

/** Figures of a store, asked for when somebody scrapes. */
export function watchStore(registry: Registry, store: StatusStore): void {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });
  const commits = gauge('claims_store_commits', 'Commits since the start.');
  const reports = gauge('claims_store_reports', 'Reports since the start.');
  const clusters = gauge('claims_store_clusters', 'Clusters that are known.');
  new Gauge({
    name: 'claims_store_claims',
    help: 'Claims that are known.',
    registers: [registry],
    async collect() {
      const figures = await store.figures();
      this.set(figures.claims);
      commits.set(figures.commits);
      reports.set(figures.reports);
      clusters.set(figures.clusters);
    },
  });
}
