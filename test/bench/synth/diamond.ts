import { Category } from '../../../constructs/category';
import { Claim } from '../../../constructs/claim';
import { EMPTY_SNAPSHOT } from '../../../core/snapshot';
import { ClaimApp } from '../../../synth/app/claim-app';
import { collectModels } from '../../../synth/collect/collect-models';
import { buildPlan } from '../../../synth/plan/build-plan';
import { CONTEXT } from './target';

// usage: diamond <objects>: layers of two claims, each depending on both of the layer below; repeated, as one is short
const objects = Number(process.argv[2]);
const ROUNDS = 400;

function once(): void {
  const app = new ClaimApp();
  const category = new Category(app, 'infra');
  let below: Claim[] = [];
  for (let layer = 0; layer < objects / 2; layer++) {
    below = [0, 1].map(
      (side) =>
        new Claim(category, `layer-${layer}-${side}`, {
          apiVersion: 'example.org/v1',
          kind: 'Part',
          metadata: { namespace: 'default' },
          spec: { layer, side },
          dependsOn: below,
        }),
    );
  }
  buildPlan(collectModels(app), EMPTY_SNAPSHOT, CONTEXT);
}

for (let round = 0; round < ROUNDS; round++) once();
const start = process.hrtime.bigint();
for (let round = 0; round < ROUNDS; round++) once();
const seconds = Number(process.hrtime.bigint() - start) / 1e9 / ROUNDS;
process.stdout.write(`${JSON.stringify({ seconds, peakRss: process.resourceUsage().maxRSS / 1024 })}\n`);
