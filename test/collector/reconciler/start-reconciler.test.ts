import { Registry } from 'prom-client';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { startReconciler } from '../../../collector/reconciler/start-reconciler';
import { createLogger } from '../../../collector/service/logger';
import { readEnvironment } from '../../../collector/service/read-environment';
import type { LeadRequest, StatusStore } from '../../../collector/store/status-store';
import { DAMPING } from '../../../collector/store/damping';

test('what a collector leads names no credential of the target: the database keeps it', async () => {
  const env = { REGISTRY_TARGET: 'https://admin:hunter2-secret@git.example.test/reg.git' };
  const place = registryPlace(readEnvironment(RECONCILER_SETTINGS, env), env)!;
  let asked: ((request: LeadRequest) => void) | undefined;
  const request = new Promise<LeadRequest>((resolve) => {
    asked = resolve;
  });
  const lead = (of: LeadRequest): Promise<undefined> => {
    asked?.(of);
    return Promise.resolve(undefined);
  };
  const store = { lead } as unknown as StatusStore;
  const reconciler = startReconciler(place, {
    interval: 1,
    env,
    store,
    rules: { damping: DAMPING, silence: { session: 1, legacy: undefined } },
    logger: createLogger('silent', { write: () => undefined }),
    metrics: new Registry(),
    version: '1.0.0',
  });
  const { role } = await request;
  await reconciler.close(100);
  expect(role).toMatch(/^reconcile claims\/registry\.yaml of [\da-f]{16}$/);
});
