import type { RequestSettings } from '../forge';
import type { ForgeApi, ForgeRequest } from './forge-api';

/**
 * Labels, reviewers and assignees are set when the request is opened; what people change afterwards is theirs. Auto-merge is
 * set with each update, and taken off while the request must not be merged.
 *
 * @param isOpened - an earlier run got to the end of opening it
 * @returns what the forge would not do, for people
 */
export async function writeSettings(
  api: ForgeApi,
  request: ForgeRequest,
  settings: RequestSettings,
  isOpened: boolean,
): Promise<readonly string[]> {
  const { labels = [], reviewers = [], assignees = [], autoMerge = false, hold = false } = settings;
  const { capabilities } = api;
  const notes: string[] = [];
  if (!isOpened) {
    const missing = labels.filter((label) => !request.labels.includes(label));
    if (missing.length > 0 && capabilities.labels) {
      notes.push(...(await api.addLabels(request.number, missing)));
    }
    if (reviewers.length > 0 && capabilities.reviewers) {
      notes.push(...(await api.askReviewers(request.number, reviewers)));
    }
    if (assignees.length > 0 && capabilities.assignees) {
      notes.push(...(await api.assign(request.number, assignees)));
    }
  }
  // Where the forge does not say, it is what the configuration makes it.
  const isOn = request.isAutoMerge ?? (autoMerge && isOpened);
  const shouldBeOn = !hold && (autoMerge || isOn);
  if (capabilities.autoMerge && isOn !== shouldBeOn) {
    notes.push(...(await api.setAutoMerge(request, shouldBeOn)));
  }
  return notes;
}

/** Reviewers as forges ask for them: people, and teams by their names without the organisation's (`acme/db`). */
export function requestedReviewers(names: readonly string[]): {
  readonly reviewers: readonly string[];
  readonly team_reviewers: readonly string[];
} {
  const isTeam = (name: string): boolean => name.includes('/');
  return {
    reviewers: names.filter((name) => !isTeam(name)),
    team_reviewers: names.filter(isTeam).map((team) => team.slice(team.indexOf('/') + 1)),
  };
}
