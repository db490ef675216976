import type { Construct } from 'constructs';
import { Claim } from './claim';
import type { ClaimKindProps, ClaimProps } from './claim-props';

/** What is known of an imported kind when a program runs. */
export interface KindInfo {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Everything that can be said of a claim beside its content. */
export type ClaimOptions = Omit<ClaimKindProps<object>, 'spec'>;

/** What an imported kind has at its top level: `spec`, and in `fields` what stands beside it. */
export interface TypedBody {
  readonly spec?: object;
  readonly fields?: object;
}

/** What the constructor of an imported kind takes. */
export type TypedProps<Body extends TypedBody> = [scope: Construct, id: string, props: ClaimOptions & Body];

/**
 * A claim of an imported kind. `claims import` writes a class for each kind that a platform defines; each of them says its `info`, and
 * of what type its `spec` is.
 *
 * @typeParam Body - e.g. `{ spec: VolumeClaimSpec }`
 */
export abstract class TypedClaim<Body extends TypedBody> extends Claim<object> {
  /** apiVersion and kind, of the class that was imported. */
  static readonly info: KindInfo;

  /**
   * @param scope - the category, or a construct inside of one
   * @param id - folder of the claim below its category, and `metadata.name` unless that is given
   */
  constructor(scope: Construct, id: string, props: ClaimOptions & Body) {
    super(scope, id, ofKind(new.target.info, props));
  }
}

/** What is no object is passed on as it is: the claim reports it with its line. */
function ofKind({ apiVersion, kind }: KindInfo, props: object): ClaimProps<object> {
  const given: unknown = props;
  return (
    typeof given === 'object' && given !== null ? { ...given, apiVersion, kind } : given
  ) as ClaimProps<object>;
}
