/** An object as its API server takes it: JSON, and in the data of a Secret `{ $secret: "<name>" }` for values that whoever makes the object puts in. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object that a deployment consists of. */
export interface DeployedObject {
  /** What it is there for; no other object of the same component has it: `collector-deployment`. It never changes, whatever the object is called. */
  readonly role: string;
  readonly object: KubernetesObject;
  /** It holds data: no run may delete it. */
  readonly protect?: boolean;
  /** It stays where its component goes. */
  readonly retainOnDelete?: boolean;
}
