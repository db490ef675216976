import { readManifest, type Manifest } from './manifest';

/** Manifest files of a tree, each read when somebody asks, and once. */
export class Manifests {
  private readonly known = new Map<string, Manifest>();

  constructor(private readonly contents: ReadonlyMap<string, string>) {}

  /** Undefined where the text of the file is not there. */
  of(path: string): Manifest | undefined {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const text = this.contents.get(path);
    if (text === undefined) return undefined;
    const manifest = readManifest(text, path);
    this.known.set(path, manifest);
    return manifest;
  }

  /** Identities of the objects in a file; none where it cannot be read. */
  objectsOf(path: string): Extract<Manifest, { readable: true }>['objects'] {
    const manifest = this.of(path);
    return manifest?.readable === true ? manifest.objects : [];
  }
}
