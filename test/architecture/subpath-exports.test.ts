import * as testing from '../../synth/app/testing';
import * as main from '../../synth/index';

/** Names that authors import: adding one is a decision, removing one breaks them. Types are pinned by the compiler. */
describe('the names that each subpath exports', () => {
  test('cdk8s-claims', () => {
    expect(Object.keys(main).sort()).toEqual(['Category', 'Claim', 'ClaimApp', 'TypedClaim', 'VolumeClaim']);
  });

  test('cdk8s-claims/testing', () => {
    expect(Object.keys(testing).sort()).toEqual(['Testing']);
  });
});
