import { SILENT_REPORTER } from '../../../core/ports/reporter';
import { holdSecrets } from '../../../core/secrets/secrets-in-use';
import type { ModelsDocument } from '../../../core/models-document';
import { deliver } from '../../../toolkit/deliver/deliver';
import { loadProject } from '../../../toolkit/project/load-project';
import { CLAIMS } from './cluster-truth';

/** The ref of the request of the project. */
export const PROJECT_REF = 'refs/claims/requests/shop/all';

/** What a program may declare: every claim, or without some, in this size. */
export function models(version: number): ModelsDocument {
  const without = [undefined, 'shop/extra', 'infra/cache'][version % 3];
  const size = `${1 + (version % 5)}Gi`;
  const paths = Object.keys(CLAIMS).filter((path) => path !== without);
  const claims = paths.map((constructPath) => {
    const [category = '', name = ''] = constructPath.split('/');
    const metadata = { name, namespace: 'default' };
    const object = { apiVersion: 'example.test/v1', kind: 'VolumeClaim', metadata, spec: { size } };
    return { constructPath, category, name, template: 'volumeclaim', object, dependsOn: [] };
  });
  const categories = [...new Set(claims.map(({ category }) => category))].map((name) => ({ name }));
  return { version: 1, categories, claims, issues: [] };
}

/** `claims pr` of a project, as the toolkit does it. */
export async function deliverProject(
  bare: string,
  now: number,
  version: number,
  merge: boolean,
): Promise<void> {
  const secrets = holdSecrets();
  try {
    const context = {
      cwd: bare,
      env: {
        ...process.env,
        CLAIMS_CACHE: 'off',
        GIT_AUTHOR_NAME: 'Ann',
        GIT_AUTHOR_EMAIL: 'ann@example.test',
      },
      clock: { now: () => new Date(now) },
      reporter: SILENT_REPORTER,
      signal: new AbortController().signal,
      secrets,
    };
    const flags = { target: bare, project: 'shop' };
    const project = await loadProject(context, { flags }, { projectOptional: false });
    await deliver(context, project, models(version), { merge, acknowledge: Object.keys(CLAIMS) });
  } finally {
    secrets.release();
  }
}
