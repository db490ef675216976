import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_VERSION, KIND, specOf } from '../synth/claim-of-42-leaves';

const NODE_MODULES = join(__dirname, '../../../node_modules');

/** A project of the command line and one of stock cdk8s that declare the same claims. */
export interface Projects {
  readonly own: string;
  readonly stock: string;
  /** Writes the own program anew; of the first claims the spec is another one. */
  readonly change: (changed: number) => void;
}

/** Writes both projects into a folder, the own one with its target `target.git` beside them. */
export function writeProjects(folder: string, count: number, categories: number): Projects {
  const [own, stock] = [join(folder, 'own'), join(folder, 'stock')];
  for (const project of [own, stock]) mkdirSync(project);
  symlinkSync(NODE_MODULES, join(folder, 'node_modules'));
  writeFileSync(
    join(own, 'cdk8s.yaml'),
    'app: node main.js\ngitops:\n  target: ../target.git\n  project: bench\n  repository: acme/harvester\n',
  );
  writeFileSync(join(stock, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
  writeFileSync(join(stock, 'main.js'), stockProgram(count));
  const change = (changed: number): void => {
    writeFileSync(join(own, 'main.js'), ownProgram(count, categories, changed));
  };
  change(0);
  return { own, stock, change };
}

function ownProgram(count: number, categories: number, changed: number): string {
  return `const { Category, Claim, ClaimApp } = require('cdk8s-claims');
${specOf.toString()}
const app = new ClaimApp();
for (let c = 0; c < ${categories}; c++) {
  const category = new Category(app, 'category-' + c);
  for (let i = c; i < ${count}; i += ${categories}) {
    const spec = specOf(i < ${changed} ? i + 1 : i);
    new Claim(category, 'machine-' + i, { apiVersion: '${API_VERSION}', kind: '${KIND}', metadata: { namespace: 'default' }, spec });
  }
}
app.synth();
`;
}

/** In the way that is quickest in cdk8s: one chart, one file. */
function stockProgram(count: number): string {
  return `const { ApiObject, App, Chart } = require('cdk8s');
${specOf.toString()}
const app = new App();
const chart = new Chart(app, 'claims');
for (let i = 0; i < ${count}; i++) {
  const name = 'machine-' + i;
  new ApiObject(chart, name, { apiVersion: '${API_VERSION}', kind: '${KIND}', metadata: { name, namespace: 'default' }, spec: specOf(i) });
}
app.synth();
`;
}
