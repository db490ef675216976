import type { ModelsDocument } from '../../core/models-document';
import { checkModels } from '../../synth/plan/check-models';
import type { ClaimPolicy } from '../../synth/plan/plan-context';
import { findSecretLiterals } from '../../synth/policy/secret-literals';

/** Rules that hold for every claim. */
export const POLICIES: readonly ClaimPolicy[] = [findSecretLiterals];

/**
 * Refuses what the planner would refuse, where nothing is planned.
 *
 * @throws ToolkitError `program-invalid`, `claim-policy`
 */
export function refuseWrongClaims(models: ModelsDocument): void {
  checkModels(models, POLICIES);
}
