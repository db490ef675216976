import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { report } from '../child';
import { API_VERSION, KIND, placeOf, specOf } from './claim-of-42-leaves';

// usage: cdk8s <claims> <charts>: the same claims as stock cdk8s objects, from construct through app.synth()
const [count = '', charts = ''] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'claims-bench-'));
try {
  report(() => {
    const app = new App({ outdir });
    const scopes = new Map<string, Chart>();
    for (let index = 0; index < Number(count); index++) {
      const { category, name } = placeOf(index, Number(charts));
      let scope = scopes.get(category);
      if (scope === undefined) scopes.set(category, (scope = new Chart(app, category)));
      new ApiObject(scope, name, {
        apiVersion: API_VERSION,
        kind: KIND,
        metadata: { name, namespace: 'default' },
        spec: specOf(index),
      });
    }
    app.synth();
    return undefined;
  });
} finally {
  rmSync(outdir, { recursive: true });
}
