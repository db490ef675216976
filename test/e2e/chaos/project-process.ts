import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI } from '../../fixtures/collector/collector-process';
import { CLAIMS } from '../../collector/chaos/cluster-truth';
import { models } from '../../collector/chaos/project-writer';

/** A project on disk, whose program declares what it is told. */
export class ProjectProcess {
  private readonly folder: string;
  private child: ChildProcess | undefined;

  /** @param target - the repository, as `gitops.target` takes it */
  constructor(folder: string, target: string) {
    this.folder = join(folder, 'project');
    mkdirSync(this.folder);
    const program = "require('node:fs').copyFileSync('models.json', process.env.CLAIMS_MODELS_OUT);\n";
    writeFileSync(join(this.folder, 'app.js'), program);
    const settings = `app: node app.js\ngitops:\n  project: shop\n  target: ${target}\n`;
    writeFileSync(join(this.folder, 'cdk8s.yaml'), settings);
  }

  /** Runs `claims pr`. @returns its exit code, null where it was killed, and what it said */
  async deliver(version: number, merge: boolean): Promise<{ code: number | null; output: string }> {
    writeFileSync(join(this.folder, 'models.json'), JSON.stringify(models(version)));
    const acknowledged = Object.keys(CLAIMS).flatMap((path) => ['--acknowledge', path]);
    const argv = [CLI, 'pr', '--json', ...acknowledged, ...(merge ? ['--merge'] : [])];
    const env = {
      ...process.env,
      CLAIMS_CACHE: 'off',
      GIT_AUTHOR_NAME: 'Ann',
      GIT_AUTHOR_EMAIL: 'ann@example.test',
    };
    const child = spawn(process.execPath, argv, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, output };
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }
}
