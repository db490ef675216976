import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { startLoopback } from './loopback';
import type { Stage } from './places';

/** A stage that is cleared between runs. */
export interface OpenStage extends Stage {
  /** As it was before the first run. */
  clear(): void;
  /** Texts of all files in project and plain target, and the commits of the bare one with what they change. */
  files(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Opens a stage in a temporary folder. */
export async function openStage(): Promise<OpenStage> {
  const root = temporaryFolder();
  const at = (name: string): string => join(root.path, name);
  const bare = at('bare.git');
  mkdirSync(bare);
  git(bare, ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', '.']);
  seedCommit(bare, { 'README.md': 'claims\n' });
  const [base] = git(bare, ['rev-parse', 'refs/heads/main']).split('\n');
  const loopback = await startLoopback();
  const usesBare = (): boolean => {
    const config = at('project/cdk8s.yaml');
    return existsSync(config) && readFileSync(config, 'utf8').includes('bare.git');
  };
  return {
    folder: at('project'),
    plain: at('plain'),
    bare,
    loopback,
    clear: () => {
      const isBareAsItWas = !usesBare();
      for (const name of ['project', 'plain']) {
        rmSync(at(name), { recursive: true, force: true });
        mkdirSync(at(name));
      }
      loopback.sent.length = 0;
      if (isBareAsItWas) return;
      for (const ref of git(bare, ['for-each-ref', '--format=%(refname)']).split('\n')) {
        if (ref !== 'refs/heads/main' && ref !== '') git(bare, ['update-ref', '-d', ref]);
      }
      git(bare, ['update-ref', 'refs/heads/main', base ?? '']);
    },
    files: () => {
      const texts = new Map<string, string>();
      for (const folder of ['project', 'plain']) {
        for (const path of readdirSync(at(folder), { recursive: true }) as string[]) {
          const full = join(at(folder), path);
          if (statSync(full).isFile()) texts.set(`${folder}/${path}`, readFileSync(full, 'utf8'));
        }
      }
      if (usesBare()) {
        texts.set('bare.git', git(bare, ['log', '--all', '--patch', '--format=%an %ae %cn %s%n%B']));
      }
      return texts;
    },
    close: async () => {
      await loopback.close();
      root.remove();
    },
  };
}
