export { Category, type CategoryProps } from './category';
export { Claim } from './claim';
export type { ClaimKindProps, ClaimMetadataProps, ClaimProps } from './claim-props';
export { VolumeClaim, type VolumeClaimSpec, type VolumeSelector } from './volume-claim';
