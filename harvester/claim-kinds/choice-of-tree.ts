import type { ObjectIdentity } from '../../core/object-identity';
import { isClaimFile } from '../claim-files/role-of-file';
import type { ScannedEntry } from '../registry/scan-registry';
import { sameItem } from '../string-list';
import type { Manifests } from '../tree/manifests';
import type { StandingTree } from '../tree/standing-tree';
import { ClaimChoice } from './claim-choice';
import { isCustomKind } from './custom-kind';
import { definedKinds, type DefinedKind } from './definitions';
import { kindOfObject, type KindName } from './kind-name';

const YAML_FILE = /\.ya?ml$/i;

/** What the tree itself does not say of its claims. */
export interface GivenKinds {
  /** Kinds that somebody named. */
  readonly named?: readonly KindName[];
  /** Kinds that imports of the project define. */
  readonly imported?: readonly DefinedKind[];
  /** Files that ledgers name. */
  readonly owned?: ReadonlySet<string>;
}

interface Registered {
  readonly file: string;
  readonly object: ObjectIdentity;
}

/**
 * Tells claims from other manifests in a tree: the one answer for adopting and verifying. Definitions are found among all texts that were
 * read, wherever they stand.
 *
 * @throws ToolkitError `registry-unreadable`
 */
export function choiceOfTree(tree: StandingTree, manifests: Manifests, given: GivenKinds = {}): ClaimChoice {
  const { contents } = tree.source;
  const defined = [...(given.imported ?? [])];
  for (const [path, text] of contents) if (YAML_FILE.test(path)) defined.push(...definedKinds(text, path));
  const elsewhere = new MisplacedClaims(tree, manifests);
  const registered = (tree.registry?.entries ?? []).flatMap((entry) => {
    const found = registeredBy(entry, tree, manifests);
    return found.length > 0 ? found : elsewhere.fitting(entry);
  });
  return new ClaimChoice({ registered, defined, named: given.named ?? [], owned: given.owned });
}

/** The manifest that an entry is about. */
function registeredBy(entry: ScannedEntry, tree: StandingTree, manifests: Manifests): Registered[] {
  const path = sameItem(entry.valueOf('path') ?? '');
  const template = (entry.valueOf('template') ?? '').toLowerCase();
  const name = entry.valueOf('name') ?? '';
  const files = filesAt(tree, path);
  const found = files.flatMap((file) => manifests.objectsOf(file).map((object) => ({ file, object })));
  const ofTemplate = found.filter(({ file, object }) => {
    const stem = file
      .slice(file.lastIndexOf('/') + 1)
      .replace(YAML_FILE, '')
      .toLowerCase();
    return stem === template || object.kind.toLowerCase() === template;
  });
  const custom = found.filter(({ object }) => isCustomKind(kindOfObject(object), undefined));
  const named = (all: readonly Registered[]): Registered[] =>
    all.filter(({ object }) => object.name === name);
  const ofKind = ofTemplate.filter(({ object }) => object.kind.toLowerCase() === template);
  const choices = [named(ofKind), ofKind, named(ofTemplate), ofTemplate, named(custom), custom, found];
  return choices.find((choice) => choice.length === 1) ?? [];
}

/** Older tools wrote entries whose path leads nowhere (`.`): they mean the one manifest whose kind and name fit. */
class MisplacedClaims {
  private byFit: ReadonlyMap<string, readonly Registered[]> | undefined;

  constructor(
    private readonly tree: StandingTree,
    private readonly manifests: Manifests,
  ) {}

  fitting(entry: ScannedEntry): readonly Registered[] {
    this.byFit ??= this.all();
    const found = this.byFit.get(fitKey(entry.valueOf('template') ?? '', entry.valueOf('name') ?? ''));
    return found?.length === 1 ? found : [];
  }

  private all(): ReadonlyMap<string, readonly Registered[]> {
    const byFit = new Map<string, Registered[]>();
    for (const category of this.tree.categories.values()) {
      const folders = [...category.folders.values()].flatMap(({ files }) => files);
      for (const file of [...category.files, ...folders]) {
        if (!YAML_FILE.test(file) || !isClaimFile(file)) continue;
        for (const object of this.manifests.objectsOf(file)) {
          const key = fitKey(object.kind, object.name);
          const same = byFit.get(key);
          if (same === undefined) byFit.set(key, [{ file, object }]);
          else same.push({ file, object });
        }
      }
    }
    return byFit;
  }
}

function fitKey(kind: string, name: string): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** Files that an entry's path may mean: itself, or those directly in it. */
function filesAt(tree: StandingTree, path: string): readonly string[] {
  if (tree.source.index.entries.has(path)) return [path];
  const slash = path.lastIndexOf('/');
  const category = tree.categories.get(path.slice(tree.source.root.length + 1, Math.max(slash, 0)));
  const folder = path.startsWith(`${tree.source.root}/`)
    ? category?.folders.get(path.slice(slash + 1))
    : undefined;
  return (folder?.files ?? []).filter(
    (file) => !file.includes('/', path.length + 1) && YAML_FILE.test(file) && isClaimFile(file),
  );
}
