import { spawn } from 'node:child_process';
import { CLI } from '../../fixtures/collector/collector-process';

/** A registry API in a process of its own. */
export interface RegistryProcess {
  readonly url: string;
  stop(): Promise<number | null>;
}

/** Serves the registry of a repository, which it looks at five times a second. */
export async function startRegistryProcess(folder: string, source: string): Promise<RegistryProcess> {
  const args = ['serve', 'registry', '--port', '0', '--source', source, '--interval', '200ms'];
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const found = /registry API on (http:\S+),/.exec(stdout)?.[1];
      if (found !== undefined) done(found);
    });
    void ended.then((code) => {
      fail(new Error(`the registry API ended with ${String(code)}`));
    });
  });
  return {
    url,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
