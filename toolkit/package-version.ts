import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface OwnPackage {
  readonly folder: string;
  readonly version: string;
}

let own: OwnPackage | undefined;

/** Version of this package. */
export function packageVersion(): string {
  return ownPackage().version;
}

/** Folder of this package: of the checkout, or where it is installed. */
export function packageFolder(): string {
  return ownPackage().folder;
}

/** One folder up in the source, two in the build. */
function ownPackage(): OwnPackage {
  if (own !== undefined) return own;
  for (const up of ['..', '../..']) {
    const folder = join(__dirname, up);
    const version = versionIn(folder);
    if (version !== undefined) return (own = { folder, version });
  }
  return (own = { folder: __dirname, version: '0.0.0' });
}

function versionIn(folder: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    return manifest['name'] === 'cdk8s-claims' ? String(manifest['version']) : undefined;
  } catch {
    return undefined;
  }
}
