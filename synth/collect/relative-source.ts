import { isAbsolute, relative, sep } from 'node:path';
import type { SourcePosition } from '../../core/source-position';

/** Makes a position relative to the author's folder. */
export type Relative = (position: SourcePosition) => SourcePosition;

/**
 * Makes positions relative to a folder, with forward slashes; files outside of it keep their absolute path. Equal
 * positions give the same frozen object.
 */
export function relativeTo(folder: string): Relative {
  const files = new Map<string, string>();
  const known = new Map<SourcePosition, SourcePosition>();
  return (position) => {
    let placed = known.get(position);
    if (placed === undefined) {
      let file = files.get(position.file);
      if (file === undefined) files.set(position.file, (file = relativeFile(folder, position.file)));
      placed = Object.freeze({ ...position, file });
      known.set(position, placed);
    }
    return placed;
  };
}

function relativeFile(folder: string, file: string): string {
  if (!isAbsolute(file)) return file.replaceAll(sep, '/');
  const path = relative(folder, file);
  const outside = path.startsWith('..') || isAbsolute(path);
  return (outside ? file : path).replaceAll(sep, '/');
}
