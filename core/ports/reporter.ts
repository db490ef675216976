import type { Issue } from '../issue';

/** What a long-running operation tells whoever watches. Rendered by the CLI, recorded by tests, never printed by the library. */
export type ReporterEvent =
  | { readonly type: 'step:start'; readonly step: string; readonly detail?: string }
  | { readonly type: 'step:progress'; readonly step: string; readonly done: number; readonly total?: number }
  | { readonly type: 'step:end'; readonly step: string; readonly detail?: string }
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'warning'; readonly issue: Issue };

/** Port for progress, notes and warnings. */
export interface Reporter {
  report(event: ReporterEvent): void;
}

/** Says nothing: the default where nobody watches. */
export const SILENT_REPORTER: Reporter = { report: () => undefined };
