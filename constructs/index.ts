export { Category, type CategoryProps } from './category';
export { Claim } from './claim';
export type { ClaimKindProps, ClaimMetadataProps, ClaimProps } from './claim-props';
export type {
  ClaimMachinery,
  ClusterCompositeMachinery,
  CompositeMachinery,
  CompositionChoice,
  LabelSelector,
  LegacyCompositeMachinery,
  NameReference,
  ObjectReference,
} from './machinery';
export { TypedClaim, type ClaimOptions, type KindInfo, type TypedBody, type TypedProps } from './typed-claim';
export type { AnyOf, EmbeddedResource, FreeForm, Inherited, OneOf, Resolved } from './typed-values';
export { VolumeClaim, type VolumeClaimSpec, type VolumeSelector } from './volume-claim';
