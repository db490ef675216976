import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this package, read from its `package.json`: two folders up in the source, three in the build. */
export function packageVersion(): string {
  for (const up of ['../..', '../../..']) {
    try {
      const text = readFileSync(join(__dirname, up, 'package.json'), 'utf8');
      const manifest = JSON.parse(text) as { name?: string; version?: string };
      if (manifest.name === 'cdk8s-claims' && manifest.version !== undefined) return manifest.version;
    } catch {
      continue;
    }
  }
  return '0.0.0';
}
