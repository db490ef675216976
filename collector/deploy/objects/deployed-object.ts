/** Stub until the merge. */
export interface DeployedObject {
  readonly role: string;
  readonly object: KubernetesObject;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}
