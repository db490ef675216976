import fc from 'fast-check';
import { blobObjectId } from '../../../core/git/object-id';
import { compareBuilds } from '../../../harvester/applied/compare-builds';
import { PlannedSource } from '../../../harvester/applied/planned-source';
import { parseKustomization } from '../../../harvester/applied/read-kustomization';
import { regularKustomization } from '../../../harvester/applied/regular-kustomization';
import { resolveEntryPoint } from '../../../harvester/applied/resolve-entry-point';
import { randomTree, type RandomTree } from '../../fixtures/trees/random-tree';
import { treeSource } from '../../fixtures/trees/tree-source';
import { runs, seed } from '../../runs';
import { told } from './tree';

const KUSTOMIZATION = /\/(?:kustomization\.yaml|kustomization\.yml|Kustomization)$/;

/** Ways of writing a kustomization, or calling it, that say the same. */
const SPELLINGS: readonly ((path: string, text: string) => readonly [string, string])[] = [
  (path, text) => [path.replace(KUSTOMIZATION, '/kustomization.yml'), text],
  (path, text) => [path.replace(KUSTOMIZATION, '/Kustomization'), text],
  (path, text) => [path, `# a comment\n\n---\n${text.replace(/^\ufeff/, '')}`],
  (path, text) => [path, text.replaceAll('\n', '\r\n')],
  (path, text) => [path, text.replace(/^( *- )([a-z]\w*)(?= #|$)/gm, '$1"./$2"')],
  (path, text) => [path, text.replace(/^( *- )([a-z]\w*)(?= #|$)/gm, "$1'x/../$2'")],
  (path, text) => [
    path,
    /^bases:|^resources: \[\]/m.test(text) ? text : text.replace(/^resources:/m, 'BASES:'),
  ],
  (path, text) => [path, `${text}metadata: {name: any}\n`],
];

function spelled(tree: RandomTree, spelling: (typeof SPELLINGS)[number]): RandomTree {
  const files = [...tree.files].map(([path, text]) =>
    KUSTOMIZATION.test(path) ? spelling(path, text) : ([path, text] as const),
  );
  return { ...tree, files: new Map(files) };
}

const trees = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((number) =>
    randomTree(
      number,
      ({ breaks, name }) => breaks !== true && !/JSON|second document|anchors|a key twice/.test(name),
    ),
  );

function set(tree: RandomTree): readonly string[] {
  return told(resolveEntryPoint(treeSource(tree), { path: tree.category, origin: 'setting' })).map((line) =>
    line.replace(KUSTOMIZATION, '/kustomization'),
  );
}

it('kustomizations that say the same in other words give the same objects', () => {
  fc.assert(
    fc.property(trees, fc.constantFrom(...SPELLINGS), (tree, spelling) => {
      expect(set(spelled(tree, spelling))).toEqual(set(tree));
    }),
    { numRuns: runs(45, 1500), seed: seed() },
  );
});

it('comparing two trees tells exactly the objects in which their sets differ', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (tree, choice) => {
      const paths = [...tree.files.keys()].filter((path) => path.endsWith('/kustomization.yaml'));
      const path = paths[choice % paths.length] ?? '';
      const after = { ...tree, files: new Map(tree.files) };
      after.files.set(path, `${tree.files.get(path)?.replace(/^nam\w+:.*\n/gm, '') ?? ''}namePrefix: q-\n`);
      const entryPoint = { path: tree.category, origin: 'setting' } as const;
      const standing = treeSource(tree);
      const text = after.files.get(path) ?? '';
      const planned = new PlannedSource(
        standing,
        new Map([[path, { objectId: blobObjectId(text), text: () => text }]]),
      );
      const compared = compareBuilds(standing, planned, entryPoint);
      const { changes, after: problems } = compareBuilds(treeSource(tree), treeSource(after), entryPoint);
      expect(compared).toEqual({
        entryPoint,
        changes,
        before: compared.before,
        followed: compared.followed,
        after: problems,
        missing: new Set(),
      });
      if (problems.length > 0) return;
      const names = (wanted: string): string[] =>
        changes.flatMap(({ change, object: { identity, file } }) =>
          change === wanted && identity !== undefined
            ? [
                `${identity.namespace ?? ''}/${identity.name} of ${file.replace(KUSTOMIZATION, '/kustomization')}`,
              ]
            : [],
        );
      const [before, now] = [set(tree), set(after)];
      const known = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith('?'));
      expect(names('enters').sort()).toEqual(known(now.filter((line) => !before.includes(line))).sort());
      expect(names('leaves').sort()).toEqual(known(before.filter((line) => !now.includes(line))).sort());
    }),
    { numRuns: runs(45, 1500), seed: seed() },
  );
});

it('kustomizations that are read without a YAML library say what the library reads', () => {
  let regular = 0;
  fc.assert(
    fc.property(fc.nat(1_000_000), (number) => {
      for (const [path, text] of randomTree(number).files) {
        if (!KUSTOMIZATION.test(path)) continue;
        const facts = regularKustomization(text);
        if (facts === undefined) continue;
        regular += 1;
        expect(facts).toEqual(parseKustomization(text));
      }
    }),
    { numRuns: runs(45, 1500), seed: seed() },
  );
  expect(regular).toBeGreaterThan(50);
});
