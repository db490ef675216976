import type { Plan } from '../../core/plan';
import { type Destruction, isLossy } from '../view/destruction';
import { counted, phrase, type Phrase } from './phrase';

/** How much harm a plan can do. */
export type RiskLevel = 'none' | 'low' | 'medium' | 'high';

/** The level and why, for people. */
export interface Risk {
  readonly level: RiskLevel;
  readonly reasons: readonly Phrase[];
}

/**
 * High: something that holds data, or whose policy says so, is destroyed or may be. Medium: another removal or
 * replacement, or objects that other tools may look for under their old folder. Low: the rest.
 */
export function riskOf(plan: Plan, destructions: readonly Destruction[]): Risk {
  const { summary } = plan;
  const lossy = destructions.filter(({ objects }) => objects.some(isLossy));
  const reasons: Phrase[] = [];
  if (lossy.length > 0) {
    reasons.push(phrase`${counted(lossy.length, 'removed or replaced claim')} may delete data`);
  }
  if (destructions.length > lossy.length) {
    const noun = lossy.length > 0 ? 'other claim' : 'claim';
    reasons.push(phrase`${counted(destructions.length - lossy.length, noun)} removed or replaced`);
  }
  if (summary.renamed > 0) {
    reasons.push(phrase`${counted(summary.renamed, 'claim')} moved to another folder`);
  }
  if (plan.kept.length > 0) {
    const how = plan.kept.length === 1 ? 'as it is' : 'as they are';
    reasons.push(phrase`${counted(plan.kept.length, 'file')} kept ${how}`);
  }
  if (lossy.length > 0) {
    return { level: 'high', reasons };
  }
  if (destructions.length > 0 || summary.renamed > 0) {
    return { level: 'medium', reasons };
  }
  return { level: plan.changes.length > 0 ? 'low' : 'none', reasons };
}
