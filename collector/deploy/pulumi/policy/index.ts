import { PolicyPack } from '@pulumi/policy';
import type { JsonObject } from '../../../../core/claim-model';
import { DEPLOY_RULES } from '../../policy/deploy-rules';

/** Types of the provider's objects start with it: `kubernetes:apps/v1:Deployment`. */
const KUBERNETES = 'kubernetes:';

/** The rules as a policy pack: `pulumi up --policy-pack <this folder>`. */
new PolicyPack('cdk8s-claims', {
  enforcementLevel: 'mandatory',
  policies: DEPLOY_RULES.map(({ name, description, violations }) => ({
    name,
    description,
    validateResource: ({ type, props }, report) => {
      if (!type.startsWith(KUBERNETES)) return;
      for (const violation of violations(props as JsonObject)) report(violation);
    },
  })),
});
