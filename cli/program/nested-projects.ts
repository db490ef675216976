import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What makes a folder a project of its own: a program of claims, one of Pulumi, or a package with a tsconfig. */
const MARKS: readonly (readonly string[])[] = [
  ['cdk8s.yaml'],
  ['Pulumi.yaml'],
  ['package.json', 'tsconfig.json'],
];

/**
 * Tells files of projects that stand inside of another one: a tsconfig that includes `**` takes them in, although they are written for
 * settings of their own.
 *
 * @param projectFolder - folder that the files are relative to
 * @returns whether a file, with `/` between its folders, belongs to a project inside
 */
export function nestedProjects(projectFolder: string): (file: string) => boolean {
  const known = new Map<string, boolean>();
  const isInside = (folder: string): boolean => {
    if (folder === '.' || folder === '/' || folder.startsWith('..')) return false;
    let inside = known.get(folder);
    if (inside === undefined) {
      const has = (name: string): boolean => existsSync(join(projectFolder, folder, name));
      inside = MARKS.some((files) => files.every(has)) || isInside(dirname(folder));
      known.set(folder, inside);
    }
    return inside;
  };
  return (file) => isInside(dirname(file));
}

const IMPORTED = /^ {2}\S.*? from file '([^']+)'/;

/**
 * Files that the program itself reaches by imports, wherever they stand.
 *
 * @param explained - what `tsc --explainFiles` prints: each file, and below it why it is there
 * @param isNested - which files are there only because a pattern takes them in
 */
export function reachedFiles(explained: string, isNested: (file: string) => boolean): ReadonlySet<string> {
  const imports = new Map<string, string[]>();
  const open: string[] = [];
  let file = '';
  for (const row of explained.split(/\r?\n/)) {
    if (row !== '' && !row.startsWith(' ')) {
      file = row;
      if (!isNested(file)) open.push(file);
    }
    const importer = IMPORTED.exec(row)?.[1];
    if (importer === undefined) continue;
    const imported = imports.get(importer);
    if (imported === undefined) imports.set(importer, [file]);
    else imported.push(file);
  }
  const reached = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of imports.get(at) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}
