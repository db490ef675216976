import type { ModelsDocument } from '../../core/models-document';
import { checkModels } from '../../synth/plan/check-models';
import { RULES } from '../../synth/policy/rules';

/**
 * Refuses what the planner would refuse, where nothing is planned.
 *
 * @throws ToolkitError `program-invalid`, `claim-policy`
 */
export function refuseWrongClaims(models: ModelsDocument): void {
  checkModels(models, RULES);
}
