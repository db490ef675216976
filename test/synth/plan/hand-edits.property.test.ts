import fc from 'fast-check';
import { parse } from 'yaml';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { byHand, changedProgram, FIRST, history, modelsOf, type Piece } from './edited-history';
import { apply, type Files, models, planOn, touched } from './target';

/** What a person may do to a file of the target. */
type Edit = (text: string) => string | null;

const edits: readonly (readonly [string, Edit])[] = [
  ['comment on top', (text) => `# by hand\n${text}`],
  ['comment at the end', (text) => `${text}# by hand\n`],
  ['comment behind a line', (text) => text.replace(/\n/, ' # by hand\n')],
  ['value changed', (text) => text.replace(/namespace: \w+/, 'namespace: elsewhere')],
  ['field added', (text) => `${text}byHand: true\n`],
  ['document start', (text) => `---\n${text}`],
  ['quoting', (text) => text.replace(/kind: (\w+)/, 'kind: "$1"')],
  ['line ends', (text) => text.replace(/\n/g, '\r\n')],
  ['deleted', () => null],
];

const foreignFiles: Files = {
  'README.md': 'hello',
  'claims/infra/by-hand/volumeclaim.yaml': 'kind: VolumeClaim\n',
  'claims/infra/by-hand/kustomization.yaml': 'resources: [volumeclaim.yaml]\n',
  'claims/apps/patches/patch.yaml': 'x: 1\n',
  'packer/ubuntu/catalog-info.yaml': 'kind: Component\n',
};

const isShared = (path: string): boolean =>
  /^claims\/[^/]+\/kustomization\.yaml$|registry\.yaml$|catalog-locations\.yaml$|\.ledger$/.test(path);

describe('random edits by hand', () => {
  it('lose no byte of a claim’s own files, nor of files that are not ours', () => {
    fc.assert(
      fc.property(
        claimSet,
        claimSet,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...edits)), { maxLength: 4 }),
        (first, second, chosen) => {
          const planned: Files = { ...apply({}, planOn({}, models(...first))), ...foreignFiles };
          const edited: Record<string, string> = { ...planned };
          const own = Object.keys(planned).filter(
            (path) => !isShared(path) && foreignFiles[path] === undefined,
          );
          const byHand = new Set<string>();
          for (const [index, [, edit]] of chosen) {
            const path = own[index % Math.max(1, own.length)];
            if (path === undefined || edited[path] === undefined) continue;
            const text = edit(edited[path]);
            if (text === null) delete edited[path];
            else if (text !== edited[path]) {
              edited[path] = text;
              byHand.add(path);
            }
          }
          const plan = planOn(edited, models(...second));
          const after = apply(edited, plan);
          for (const [path, text] of Object.entries(foreignFiles)) expect(after[path]).toBe(text);
          for (const path of byHand) {
            const text = edited[path];
            if (text === undefined || after[path] === text) continue;
            const survives = Object.values(after).includes(text) || isCarriedOver(path, text, after);
            expect({ path, survives, text }).toEqual({ path, survives: true, text });
          }
          expect(touched(planOn(after, models(...second)))).toEqual([]);
        },
      ),
      { numRuns: runs(12, 10_000), seed: seed() },
    );
  });

  it('keep foreign entries, fields and comments of the shared files', () => {
    fc.assert(
      fc.property(claimSet, claimSet, fc.boolean(), fc.boolean(), (first, second, comments, crlf) => {
        const planned = apply({}, planOn({}, models(...first)));
        const edited: Record<string, string> = { ...planned };
        for (const path of Object.keys(planned)) {
          if (path.endsWith('.ledger') || !isShared(path)) continue;
          let text = planned[path] ?? '';
          if (/kustomization/.test(path)) {
            text =
              text.replace(/resources:.*\n/, (line) =>
                line.includes('[') ? 'resources:\n  - by-hand\n' : `${line}  - by-hand\n`,
              ) + 'namespace: prod\n';
          }
          if (/registry/.test(path)) text = withEntryByHand(text);
          if (comments) text = text.replace(/\n/g, ' # why\n');
          if (crlf) text = text.replace(/\n/g, '\r\n');
          edited[path] = text;
        }
        const after = apply(edited, planOn(edited, models(...second)));
        for (const path of Object.keys(edited)) {
          if (!isShared(path) || path.endsWith('.ledger')) continue;
          const value = parse(after[path] ?? '');
          if (/kustomization/.test(path)) {
            expect(value.resources).toContain('by-hand');
            expect(value.namespace).toBe('prod');
          }
          if (/registry/.test(path)) {
            expect(value.claims).toContainEqual(expect.objectContaining({ name: 'by-hand', extra: 'kept' }));
          }
          if (comments) expect(after[path]).toContain('# why');
          if (crlf) expect((after[path] ?? '').replace(/\r\n/g, '')).not.toContain('\n');
        }
        expect(touched(planOn(after, models(...second)))).toEqual([]);
      }),
      { numRuns: runs(12, 10_000), seed: seed() },
    );
  });
});

describe('any history of program changes, edits by hand and merges', () => {
  it('loses no byte that a person wrote, and has nothing to do after a merge', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let pieces: readonly Piece[] = FIRST;
        let files: Files = { ...apply({}, planOn({}, models(...modelsOf(pieces)))), ...foreignFiles };
        const written = new Map(Object.entries(foreignFiles));
        for (const step of [...steps, { does: 'merge' } as const]) {
          if (step.does === 'edit' || step.does === 'beside') {
            for (const [path, text] of Object.entries(byHand(files, step))) {
              if (files[path] === text) continue;
              files = { ...files, [path]: text };
              written.set(path, text);
            }
          } else if (step.does === 'merge') {
            const plan = planOn(files, models(...modelsOf(pieces)));
            const after = apply(files, plan);
            for (const [path, text] of written) {
              if (stands(text, after[path])) continue;
              written.delete(path);
              // An emptied file holds no byte: a claim that comes to it brings back the documents that a person took out.
              if (text === '' && after[path] !== undefined) continue;
              const place = placeOf(path, text, after);
              expect({ path, text, place, after }).toMatchObject({ place: expect.any(String) });
              const there = after[place ?? ''] ?? '';
              written.set(place ?? '', stands(text, there) ? text : there);
            }
            files = after;
            expect(touched(planOn(files, models(...modelsOf(pieces))))).toEqual([]);
          } else pieces = changedProgram(pieces, step);
        }
      }),
      { numRuns: runs(9, 10_000), seed: seed() },
    );
  });
});

/** Whether a file holds a text byte for byte, alone or before a document of a claim that shares the file. */
function stands(text: string, file: string | undefined): boolean {
  return file === text || (file?.startsWith(text) === true && /^---\r?\n/.test(file.slice(text.length)));
}

/** Where a text of a person stands after a merge, byte for byte or carried over. */
function placeOf(path: string, text: string, after: Files): string | undefined {
  const [moved] = Object.entries(after).find(([, other]) => stands(text, other)) ?? [];
  if (moved !== undefined) return moved;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'kustomization.yaml' || name === 'catalog-info.yaml') {
    // Most of them say the same: the one that stands where it was comes first, and a category's own list is none of them.
    return [path, ...Object.keys(after)].find(
      (other) =>
        other.endsWith(`/${name}`) &&
        !isShared(other) &&
        isCarriedOver(name, text, { [name]: after[other] ?? '' }, 8) &&
        byHandIn(text).every((line) => byHandIn(after[other] ?? '').includes(line)),
    );
  }
  return undefined;
}

/**
 * A kustomization is merged: every line of the person's that names no file is still there. The catalog-info of a moved
 * claim follows its folder in at most five lines, and its template in some more; the others, comments included, come along.
 */
function isCarriedOver(path: string, text: string, after: Files, follows = 5): boolean {
  const missing = (other: string): number => {
    const lines = new Set(linesOf(other));
    return linesOf(text).filter((line) => !lines.has(line) && !isOfClaim(line)).length;
  };
  if (path.endsWith('kustomization.yaml')) return missing(after[path] ?? '') === 0;
  if (!path.endsWith('catalog-info.yaml')) return false;
  return Object.entries(after).some(
    ([other, its]) => other.endsWith('catalog-info.yaml') && missing(its) <= follows,
  );
}

/** An entry of a claim's own file, not of what people put beside it. */
function isOfClaim(line: string): boolean {
  return line.endsWith('.yaml') && !/(?:extra|sub\/patch)\.yaml$/.test(line);
}

/** Lines that only a person writes. */
function byHandIn(text: string): string[] {
  return linesOf(text).filter((line) => /by hand|byHand|elsewhere|by-hand/.test(line));
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** The registry with one more entry at its end, in the indentation that the list has. */
function withEntryByHand(text: string): string {
  const indent = /^( *)- name/m.exec(text)?.[1] ?? '    ';
  const fields = ['name: by-hand', 'category: zzz', 'template: x', 'extra: kept', 'path: claims/zzz/by-hand'];
  const entry = fields.map((field, index) => `${indent}${index === 0 ? '- ' : '  '}${field}\n`).join('');
  return text.replace('claims: []', 'claims:') + entry;
}
