import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { customKind } from '../../fixtures/cluster/custom-kind';
import { until } from '../../fixtures/cluster/until';
import { serviceProcesses, type ServiceProcess } from '../../fixtures/programs/service-processes';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

const GROUP = 'process.acme.test';
const ORIGINAL = {
  CLUSTER_NAME: 'c1',
  COLLECTOR_URL: 'http://127.0.0.1:9',
  CLAIM_GROUP: GROUP,
  CLAIM_RESOURCE: 'databases',
};

const { folder, start } = serviceProcesses();

const original = (env: Record<string, string>): ServiceProcess =>
  start('cli/originals/machinery-status-collector.js', ['informer'], env);

describe('an informer that cannot begin', () => {
  it('under the original’s name says all that is missing, and ends with 1', async () => {
    const run = original({ CLAIM_GROUP: GROUP });
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toMatch(
      /^Error: missing required environment variables:\n {2}CLUSTER_NAME\n {2}COLLECTOR_URL\n {2}CLAIM_RESOURCE\n/,
    );
  });

  it('names every setting that is wrong, or missing', async () => {
    const run = start('cli/main.js', ['serve', 'informer', '--kinds', 'x'], { CLAIM_CAUSE_AFTER: '5x' });
    expect(await run.ended).toBe(2);
    expect(run.stderr()).toContain('--kinds');
    expect(run.stderr()).toContain('CLAIM_CAUSE_AFTER');
    const missing = start('cli/main.js', ['serve', 'informer'], { KUBECONFIG: '/none' });
    expect(await missing.ended).toBe(2);
    for (const name of Object.keys(ORIGINAL)) expect(missing.stderr()).toContain(name);
  });

  it('says what is wrong with its kubeconfig', async () => {
    const run = start('cli/main.js', ['serve', 'informer'], ORIGINAL);
    expect(await run.ended).toBe(2);
    expect(run.stderr()).toContain('.kube/config cannot be read');
  });
});

describeWithTool(CLUSTER_TOOLS, 'an informer', () => {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await startCluster();
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    await cluster?.stop();
  });

  const kubeconfig = (text: string): Record<string, string> => {
    const path = join(folder(), 'kubeconfig');
    writeFileSync(path, text);
    return { KUBECONFIG: path };
  };
  const healthOf = async (run: ServiceProcess): Promise<string> =>
    until('the address', () => /"health":"(http:[^"]+)"/.exec(run.stderr())?.[1]);

  it('waits for its kind, says so, reads it, counts, and ends with 0', async () => {
    const env = {
      ...ORIGINAL,
      ...kubeconfig(cluster!.kubeconfig()),
      INFORMER_HOST: '127.0.0.1',
      INFORMER_PORT: '18196',
    };
    const run = original({ ...env, LOG_LEVEL: 'debug' });
    const health = await healthOf(run);
    const ask = async (path: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(`${health}${path}`);
      return { status: response.status, text: await response.text() };
    };
    expect(await ask('/healthz')).toEqual({ status: 200, text: '{"status":"ok"}\n' });
    const waiting = await until('the reason', async () => {
      const answer = await ask('/readyz');
      return answer.text.includes('404') && answer;
    });
    expect(waiting.status).toBe(503);
    expect(waiting.text).toContain(`databases.${GROUP}`);
    const admin = cluster!.client();
    await admin.createNamespace('shop');
    await admin.createKind(customKind({ group: GROUP, kind: 'Database' }));
    await admin.create(`/apis/${GROUP}/v1alpha1/namespaces/shop/databases`, {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'Database',
      metadata: { name: 'orders' },
    });
    await until('a ready informer', async () => (await ask('/readyz')).status === 200);
    await until('the claim', async () =>
      (await ask('/metrics')).text.includes('claims_informer_seen_total{type="present"} 1'),
    );
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.stderr()).not.toContain('token-of-admin');
  });

  it('goes on where the cluster is not there, and reads it once it is', async () => {
    const nobody = cluster!.kubeconfig('admin', { url: 'https://127.0.0.1:9' });
    const env = { ...ORIGINAL, ...kubeconfig(nobody), INFORMER_PORT: '18197' };
    const run = start('cli/main.js', ['serve', 'informer', '--kinds', '*.apiextensions.k8s.io'], env);
    const health = await healthOf(run);
    await until('the failure', () => run.stderr().includes('ECONNREFUSED'));
    expect((await fetch(`${health}/readyz`)).status).toBe(503);
    // As after a cluster that moved: the file is read again by itself.
    kubeconfig(cluster!.kubeconfig());
    await until('a ready informer', async () => (await fetch(`${health}/readyz`)).status === 200, 60_000);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
  });
});
