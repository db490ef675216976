/** An object of which the definition says nothing: any keys. Interfaces and models of other packages are objects, too; lists are not. */
export type FreeForm =
  { readonly [key: string]: unknown } | (object & { readonly [Symbol.iterator]?: never });

/** A whole Kubernetes object inside of another one. */
export type EmbeddedResource =
  | { apiVersion: string; kind: string; metadata?: FreeForm; readonly [field: string]: unknown }
  | { readonly apiVersion: string; readonly kind: string; toJSON(): unknown };

/** An object of which exactly one of these fields is there. */
export type OneOf<T, Fields extends keyof T> = {
  [Field in Fields]: T & { [Given in Field]-?: T[Field] } & { [Other in Exclude<Fields, Field>]?: never };
}[Fields];

/** An object of which at least one of these fields is there. */
export type AnyOf<T, Fields extends keyof T> = {
  [Field in Fields]: T & { [Given in Field]-?: T[Field] };
}[Fields];

/** A field that may be left out although every object of JavaScript has something of its name: `constructor`, `toString`. */
export type Inherited<Name extends string, T> =
  T | (Name extends keyof Inheritance ? Inheritance[Name] : never);

/** What the compiler knows of every object; `keyof object` is nothing. */
// eslint-disable-next-line @typescript-eslint/no-wrapper-object-types -- the interface itself is meant, not a value
type Inheritance = Object;

/**
 * What the cluster has of an object once its defaults are filled in.
 *
 * @typeParam T - what an author may write
 * @typeParam Defaults - the fields that have a default: `1`, an object for what lies below, a list of one where both are true
 */
export type Resolved<T, Defaults> = keyof Defaults extends never
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Resolved<Item, Defaults>[]
    : T extends object
      ? string extends keyof T
        ? { [Key in keyof T]: Resolved<T[Key], Defaults> }
        : {
            [Key in keyof T as Key extends Defaulted<Defaults> ? Key : never]-?: Resolved<
              Exclude<T[Key], undefined>,
              Below<Defaults[Key & keyof Defaults]>
            >;
          } & {
            [Key in keyof T as Key extends Defaulted<Defaults> ? never : Key]: Resolved<
              T[Key],
              Key extends keyof Defaults ? Below<Defaults[Key]> : object
            >;
          }
      : T;

type Defaulted<Defaults> = {
  [Key in keyof Defaults]: Defaults[Key] extends 1 | readonly [unknown] ? Key : never;
}[keyof Defaults];

type Below<Node> = Node extends readonly [infer Nested] ? Nested : Node extends 1 ? object : Node;
