import fc from 'fast-check';
import type { ClaimModel } from '../../../core/claim-model';
import { furtherDocuments } from './claim-sets';
import { claim, type Files } from './target';

/** One object of a program, wherever the program has its claim at the moment. */
export interface Piece {
  readonly object: string;
  readonly kind: string;
  readonly category: string;
  readonly name: string;
  readonly template?: string;
  readonly flatFile?: string;
  readonly size: number;
  readonly documents: number;
}

/** What happens next: the program changes, a person changes the target, or the plan is merged. */
export interface Step {
  readonly does: (typeof STEPS)[number];
  readonly which: number;
  readonly how: number;
}

const STEPS = [
  'template',
  'rename',
  'category',
  'file',
  'kind',
  'size',
  'documents',
  'remove',
  'add',
  'edit',
  'edit',
  'edit',
  'beside',
  'merge',
  'merge',
  'merge',
] as const;

/** A history of a target, from its first merge on. */
export const history = fc.array(
  fc.record({ does: fc.constantFrom(...STEPS), which: fc.nat(1000), how: fc.nat(1000) }),
  { minLength: 3, maxLength: 14 },
);

const CATEGORIES = ['infra', 'apps'];
const NAMES = ['a', 'b', 'c'];
const TEMPLATES = ['main', 'db', undefined];
const FILES = ['a.yaml', 'loose.yml', undefined];
const KINDS = ['VolumeClaim', 'Database'];

/** The program that every history starts with. */
export const FIRST: readonly Piece[] = [
  { object: 'one', kind: 'VolumeClaim', category: 'infra', name: 'a', size: 1, documents: 0 },
  { object: 'two', kind: 'Database', category: 'apps', name: 'b', size: 1, documents: 1 },
];

/** The program after a step; as before where the step would give a program that no collection lets through. */
export function changedProgram(pieces: readonly Piece[], { does, which, how }: Step): readonly Piece[] {
  if (does === 'add') {
    const object = ['one', 'two', 'three'].find((each) => pieces.every((piece) => piece.object !== each));
    const added = { object: object ?? '', kind: pick(KINDS, how), size: 1, documents: 0 };
    const place = { category: pick(CATEGORIES, which), name: pick(NAMES, how) };
    return object === undefined ? pieces : valid([...pieces, { ...added, ...place }], pieces);
  }
  const index = which % Math.max(1, pieces.length);
  const piece = pieces[index];
  if (piece === undefined) return pieces;
  if (does === 'remove') return pieces.filter((_piece, at) => at !== index);
  return valid(
    pieces.map((each, at) => (at === index ? changed(piece, does, how) : each)),
    pieces,
  );
}

function changed(piece: Piece, does: Step['does'], how: number): Piece {
  const changes: Partial<Record<Step['does'], Partial<Piece>>> = {
    template: { template: pick(TEMPLATES, how) },
    rename: { name: pick(NAMES, how) },
    category: { category: pick(CATEGORIES, how) },
    // A flat claim stays flat, by its registry entry.
    file: { flatFile: pick(FILES, how) ?? piece.flatFile },
    kind: { kind: pick(KINDS, how) },
    size: { size: how },
    documents: { documents: how % 3 },
  };
  return { ...piece, ...changes[does] };
}

function valid(pieces: readonly Piece[], before: readonly Piece[]): readonly Piece[] {
  const places = new Set(pieces.map(({ category, name }) => `${category}/${name}`));
  const flats = pieces.flatMap(({ category, flatFile }) =>
    flatFile === undefined ? [] : [`${category}/${flatFile}`],
  );
  return places.size === pieces.length && new Set(flats).size === flats.length ? pieces : before;
}

/** The program as models. */
export function modelsOf(pieces: readonly Piece[]): ClaimModel[] {
  return pieces
    .map(({ object, kind, category, name, template, flatFile, size, documents }) =>
      claim(`${category}/${name}`, {
        kind,
        metadataName: object,
        spec: { size },
        ...(template !== undefined && { template }),
        ...(flatFile !== undefined && { file: flatFile }),
        ...furtherDocuments(
          `more/${object}`,
          Array.from({ length: documents }, (_, index) => ({ index: String(index) })),
        ),
      }),
    )
    .sort((one, other) => (one.constructPath < other.constructPath ? -1 : 1));
}

type Edit = (text: string) => string;

const EDITS: readonly Edit[] = [
  (text) => `# by hand ${text.length}\n${text}`,
  (text) => `${text}# by hand ${text.length}\n`,
  (text) => text.replace(/\n/, ' # by hand\n'),
  (text) => text.replace(/size: \d+/, 'size: 4711'),
  (text) => text.replace(/namespace: \w+/, 'namespace: elsewhere'),
  (text) => text.replace(/name: \w+/, 'name: elsewhere'),
  (text) => `${text}byHand: true\n`,
  (text) => text.replace(/kind: (\w+)/, 'kind: "$1"'),
  (text) => text.replace(/\n/g, '\r\n'),
  (text) => text.replace(/^resources:/m, 'bases:'),
  (text) => `${text}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: by-hand\n`,
  () => 'this: [is no\nobject\n',
  () => '',
];

const BESIDE: readonly { readonly file: string; readonly lists: boolean }[] = [
  { file: 'README.md', lists: false },
  { file: 'extra.yaml', lists: true },
  { file: 'extra.yaml', lists: false },
  { file: 'main.yaml', lists: false },
  { file: 'sub/patch.yaml', lists: true },
];

/** Paths that a person may edit: the files of claims, and what people put beside them. */
export function editable(files: Files): string[] {
  return Object.keys(files).filter(
    (path) => /^claims\/[^./]+\/[^/]+(\/|\.ya?ml$)/.test(path) && !isList(path),
  );
}

function isList(path: string): boolean {
  return /^claims\/[^/]+\/kustomization\.yaml$/.test(path);
}

/** What a person does to the target: new texts by path. */
export function byHand(files: Files, { does, which, how }: Step): Files {
  const paths = editable(files);
  const path = paths[which % Math.max(1, paths.length)];
  if (path === undefined) return {};
  if (does === 'edit') return { [path]: pick(EDITS, how)(files[path] ?? '') };
  const folder = path.slice(0, path.lastIndexOf('/'));
  const { file, lists } = pick(BESIDE, how);
  const beside = `${folder}/${file}`;
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: beside-${which}}\n`;
  const kustomization = `${folder}/kustomization.yaml`;
  const listed = files[kustomization]?.replace(/^(resources:\n(?: *))- /m, `$1- ${file}\n  - `);
  return {
    ...(files[beside] === undefined && { [beside]: text }),
    ...(lists && listed !== undefined && !isList(kustomization) && { [kustomization]: listed }),
  };
}

function pick<T>(of: readonly T[], at: number): T {
  return of[at % of.length] as T;
}
