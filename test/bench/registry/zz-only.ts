import { apiSuite } from '/tmp/wt-registry-api/test/bench/registry/api-suite';
void apiSuite().then((s) => { console.log(JSON.stringify(s, null, 1)); });
