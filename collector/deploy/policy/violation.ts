import type { JsonObject } from '../../../core/claim-model';

/** A rule about one object of Kubernetes, whoever made it. */
export interface DeployRule {
  /** Kebab-case; never given to another rule. */
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** Whatever breaks the rule: one sentence each, without the value where that could be a secret. */
  readonly violations: (object: JsonObject) => readonly string[];
}
