import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './source-files';

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

/** Folders of the packages that an author gets beside this one; those that the author has anyway (peers) are left out. */
function installed(): string[] {
  const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev, devOptional, optional }]) =>
    path === '' || dev === true || devOptional === true || optional === true ? [] : [path],
  );
}

/** Bytes of a package without those inside of it. */
function sizeOf(folder: string): number {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules') continue;
    size += entry.isDirectory() ? sizeOf(path) : statSync(path).size;
  }
  return size;
}

test('an author installs few libraries, and none of a forge or a service', () => {
  const packages = installed();
  expect(packages.length).toBeGreaterThan(4);
  expect(packages.length).toBeLessThan(15);
  expect(packages.filter((path) => /octokit|fastify|pino|prom-client|\/pg/.test(path))).toEqual([]);
  const bytes = packages
    .map((path) => join(PROJECT, path))
    .filter((path) => existsSync(path))
    .reduce((sum, path) => sum + sizeOf(path), 0);
  // With the package itself (8 MB) and its peers (3 MB) at most 30.
  expect(bytes / 1e6).toBeLessThan(20);
});
