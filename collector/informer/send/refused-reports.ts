import { isJsonObject } from '../../../core/json/json-guards';
import { answerJson } from './answer-failure';
import type { Posted } from './poster';

/** Which reports of a batch the collector names as wrong (`reports.3.ready.status`); empty where it names none. */
export function refusedReports(posted: Posted, count: number): readonly number[] {
  const issues = answerJson(posted)?.['issues'];
  if (!Array.isArray(issues)) return [];
  const indices = new Set<number>();
  for (const issue of issues.slice(0, 1_000)) {
    const field = isJsonObject(issue) ? issue['field'] : undefined;
    const digits = typeof field === 'string' ? /^reports\.(\d{1,6})(?:\.|$)/.exec(field)?.[1] : undefined;
    if (digits !== undefined && Number(digits) < count) indices.add(Number(digits));
  }
  return [...indices];
}
