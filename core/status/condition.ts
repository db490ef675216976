/** Status of a condition, as Kubernetes writes it (meta/v1 ConditionStatus). */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/** What a condition of an object says. */
export interface Condition {
  readonly status: ConditionStatus;
  readonly reason?: string;
  readonly message?: string;
}
