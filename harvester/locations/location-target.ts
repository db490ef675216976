/** One target of a Location (`backstage.io/v1alpha1`): `spec.target`, or an item of `spec.targets`. */
export interface LocationTarget {
  /** As written: a path seen from `.backstage/`, a pattern of such, or an address. */
  readonly value: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Whether it may lead nowhere: `spec.presence: optional`. */
  readonly isOptional?: true;
}
