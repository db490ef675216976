import type { ContentsFile } from '../../../gitops/forge/github/contents-api';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';

/** A repository of which one file is known; none where that is not there. */
export function oneFile(path: string, file: ContentsFile | undefined): SnapshotReader {
  const found = <T>(paths: Iterable<string>, value: (bytes: Buffer) => T): ReadonlyMap<string, T> =>
    new Map(file !== undefined && [...paths].includes(path) ? [[path, value(file.bytes)]] : []);
  const text = (bytes: Buffer): string => bytes.toString('utf8');
  return {
    index: {
      objectFormat: 'sha1',
      entries: new Map(file === undefined ? [] : [[path, { mode: '100644', objectId: file.id }]]),
    },
    read: (paths) => Promise.resolve(found(paths, text)),
    readBytes: (paths) => Promise.resolve(found(paths, (bytes) => bytes)),
    readTexts: (paths) => Promise.resolve({ texts: found(paths, text), unread: new Map(), elsewhere: [] }),
    readLinks: () => Promise.resolve(new Map()),
  };
}
