/**
 * The example program: thirteen claims in three categories. It is documentation, and the input of the golden tests.
 *
 *   npx claims synth     writes the tree to dist/
 *   npx claims diff      shows what it would change in the target repository
 *
 * A program makes one app, puts categories with claims into it, and ends with `app.synth()`.
 */
import { ClaimApp } from 'cdk8s-claims';
import { declareApps } from './apps';
import { declareInfra } from './infra';
import { declareOtherResources } from './other-resources';

const app = new ClaimApp();

const { devBox } = declareInfra(app);
declareApps(app, { host: devBox });
declareOtherResources(app);

app.synth();
