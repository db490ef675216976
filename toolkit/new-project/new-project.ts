import { code } from '../../synth/source/source-text';
import { ownDependency } from './own-dependency';
import { projectFiles } from './project-files';
import { writeProject } from './write-project';

const MAIN = {
  path: 'main.ts',
  text: code`import { Category, ClaimApp, VolumeClaim } from 'cdk8s-claims';

const app = new ClaimApp();

const infra = new Category(app, 'infra', { namespace: 'default' });

new VolumeClaim(infra, 'app-data', {
  spec: { providerConfigRef: 'dev-cluster', pvcName: 'app-data', storage: '20Gi' },
});

app.synth();
`,
};

/**
 * Writes a new project with a program to start from. Either every file is new, or nothing is written.
 *
 * @returns the paths written, relative to the folder, sorted
 * @throws ToolkitError `file-exists`, `file-not-writable`
 */
export function newProject(folder: string, name: string, target: string | undefined): Promise<string[]> {
  const settings = projectFiles({ name, dependency: ownDependency(folder), target });
  return writeProject({ folder, sources: [...settings, MAIN], settings: [] });
}
