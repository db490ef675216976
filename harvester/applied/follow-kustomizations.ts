import { KUSTOMIZATION_FILES } from '../tree/standing-tree';
import { isUnreadable } from './answer';
import type { AppliedSource } from './applied-source';
import type { BuildNode, BuildProblem, BuildRules, FolderNode, OpaqueNode, PluginNode } from './build-tree';
import type { KustomizationEffects, KustomizationFacts, ListedEntry } from './kustomization-facts';
import { namedFiles } from './named-files';
import { readDocuments } from './read-objects';
import { isRemoteEntry } from './remote-entry';
import { folderOf, isIn, joinPath, pathIn, type Place, TreePaths } from './tree-paths';
import type { UnaffectedFolders } from './unaffected-folders';

/** Kustomizations below each other: more than anybody writes, and not too many for the stack. */
const MAX_DEPTH = 200;
/** Entries that one entry point may lead to, so that lists that multiply each other come to an end. */
const MAX_NODES = 200_000;

/** A folder that is being followed. */
interface Visit {
  readonly folder: string;
  /** Kustomizations that lead here. */
  readonly chain: readonly string[];
  readonly parent: Visit | undefined;
  readonly depth: number;
}

/**
 * Follows kustomizations to the files that they list, by the rules of kustomize; reads no resource file. What does not resolve is a problem, and
 * the rest is followed all the same.
 */
export class KustomizationWalk {
  readonly problems: BuildProblem[] = [];
  /** Files that have to be read before an answer counts. */
  readonly missing = new Set<string>();
  private readonly paths: TreePaths;
  /** How many entries were followed. */
  nodes = 0;

  constructor(
    private readonly source: AppliedSource,
    private readonly rules: BuildRules,
    /** Entries that need not be followed. */
    private readonly unaffected?: UnaffectedFolders,
  ) {
    this.paths = new TreePaths(source, rules.followsLinks);
  }

  /** @returns undefined where the folder is not there, or its kustomization cannot be read (yet) */
  top(path: string, adapt?: (facts: KustomizationFacts) => KustomizationFacts): FolderNode | undefined {
    const place = this.paths.at(path);
    if (place.type === 'unread') this.missing.add(place.path);
    else if (place.type === 'folder') {
      return this.folder({ folder: place.path, chain: [], parent: undefined, depth: 0 }, undefined, adapt);
    } else this.problems.push({ what: 'dangling', reason: 'there is no such folder', file: path, line: 1 });
    return undefined;
  }

  /** A kustomization that stands in no file: no chain begins with it. */
  generated(folder: string, facts: KustomizationFacts): FolderNode {
    return this.node({ folder, chain: [], parent: undefined, depth: 0 }, undefined, facts);
  }

  /** The files in a folder that kustomize would take for its kustomization. */
  kustomizationsIn(folder: string): string[] {
    const found: string[] = [];
    for (const name of KUSTOMIZATION_FILES) {
      const place = this.paths.fileAt(pathIn(folder, name));
      if (place?.type === 'unread') this.missing.add(place.path);
      else if (place?.type === 'file' && this.isAllowed(place, folder)) found.push(place.path);
    }
    return found;
  }

  private folder(
    visit: Visit,
    from: { readonly file: string; readonly entry: ListedEntry } | undefined,
    adapt: (facts: KustomizationFacts) => KustomizationFacts = (facts) => facts,
  ): FolderNode | undefined {
    const { folder } = visit;
    const [file, second] = this.kustomizationsIn(folder);
    const listed = { file: from?.file ?? folder, line: from?.entry.line ?? 1 };
    if (visit.depth > MAX_DEPTH) {
      this.problems.push({
        what: 'refused',
        reason: 'kustomizations lead to each other too deeply',
        ...listed,
      });
      return undefined;
    }
    if (file === undefined) {
      const reason = `${from?.entry.value ?? (folder || '.')} has no kustomization`;
      if (this.missing.size === 0) {
        this.problems.push({ what: 'dangling', reason, ...listed, ...namedBy(from, folder) });
      }
      return undefined;
    }
    if (second !== undefined) {
      this.problems.push({
        what: 'ambiguous',
        reason: `${second} exists too, kustomize accepts only one`,
        file,
        line: 1,
      });
      return undefined;
    }
    const facts = this.source.kustomization(file);
    if (facts === 'unread') this.missing.add(file);
    else if (isUnreadable(facts)) {
      this.problems.push({ what: 'unreadable', reason: facts.problem, file, line: facts.line });
    } else {
      const isComponent = from?.entry.field === 'components';
      if (from === undefined || isComponent === (facts.kind === 'Component')) {
        return this.node(visit, file, adapt(facts), from?.entry.line);
      }
      const reason = `${from.entry.value} is ${isComponent ? 'no' : 'a'} Component`;
      this.problems.push({ what: 'refused', reason, ...listed });
    }
    return undefined;
  }

  private node(visit: Visit, standing: string | undefined, facts: KustomizationFacts, line = 1): FolderNode {
    const chain = standing === undefined ? visit.chain : [...visit.chain, standing];
    const file = standing ?? pathIn(visit.folder, 'kustomization.yaml');
    const inner: Visit = { ...visit, chain };
    const children: BuildNode[] = [];
    for (const entry of facts.resources) {
      if (standing !== undefined && this.unaffected?.has(standing, visit.folder, entry.value) === true) {
        continue;
      }
      const child = this.entry(inner, entry);
      if (child !== undefined) children.push(child);
    }
    const components: FolderNode[] = [];
    for (const entry of facts.components) {
      const component = this.component(inner, entry);
      if (component?.type === 'folder') components.push(component);
      else if (component !== undefined) children.push(component);
    }
    const { folder } = visit;
    const named = facts.signature === '' ? NONE : this.named(folder, file, facts.effects);
    const plugins = facts.signature === '' ? [] : this.plugins(inner, facts.effects);
    return { type: 'folder', folder, file, facts, chain, line, children, components, plugins, named };
  }

  /** What an entry of `resources` leads to: it is tried as a file, then as a folder. */
  private entry(visit: Visit, entry: ListedEntry): BuildNode | undefined {
    const file = visit.chain.at(-1) ?? visit.folder;
    const { value, line } = entry;
    if (this.isTooMany(file, line)) return undefined;
    if (/^https?:/i.test(value)) return opaque(entry, 'it is elsewhere', file);
    const place = this.placeOf(visit, value);
    if (place?.type === 'file' && this.isAllowed(place, visit.folder)) {
      return { type: 'file', file: place.path, chain: visit.chain, line };
    }
    return this.subfolder(visit, entry, place);
  }

  /** Whether no further entry is followed. */
  private isTooMany(file: string, line: number): boolean {
    this.nodes += 1;
    if (this.nodes === MAX_NODES + 1) {
      this.problems.push({ what: 'refused', reason: 'it leads to too many files', file, line });
    }
    return this.nodes > MAX_NODES;
  }

  private component(visit: Visit, entry: ListedEntry): FolderNode | OpaqueNode | undefined {
    if (this.isTooMany(visit.chain.at(-1) ?? visit.folder, entry.line)) return undefined;
    return this.subfolder(visit, entry, this.placeOf(visit, entry.value));
  }

  private placeOf({ folder }: Visit, value: string): Place | undefined {
    const path = joinPath(folder, value);
    return path === undefined || value === '' ? undefined : this.paths.at(path);
  }

  private subfolder(
    visit: Visit,
    entry: ListedEntry,
    place: Place | undefined,
  ): FolderNode | OpaqueNode | undefined {
    const file = visit.chain.at(-1) ?? visit.folder;
    const { value, line } = entry;
    if (isRemoteEntry(value)) return opaque(entry, 'it is elsewhere', file);
    if (place?.type === 'submodule') return opaque(entry, 'it is in a submodule', file);
    if (place?.type === 'unread') {
      this.missing.add(place.path);
      return undefined;
    }
    const reason = whyNoFolder(visit, value, place);
    if (reason !== undefined || place === undefined) {
      const isOutside = value !== '' && (place === undefined || place.type === 'outside');
      const what = isOutside ? 'outside' : place?.type === 'missing' ? 'dangling' : 'refused';
      const target = place === undefined ? {} : { target: place.path };
      this.problems.push({ what, reason: reason ?? '', file, line, entry: value, ...target });
      return undefined;
    }
    const next = { folder: place.path, chain: visit.chain, parent: visit, depth: visit.depth + 1 };
    return this.folder(next, { file, entry });
  }

  private plugins(visit: Visit, effects: KustomizationEffects): PluginNode[] {
    const { generators = [], transformers = [], validators = [] } = effects;
    return [...generators, ...transformers, ...validators].map((entry) => {
      if (isInline(entry.value)) return { entry };
      const node = this.entry(visit, entry);
      return node === undefined ? { entry } : { entry, node };
    });
  }

  /** The files that a kustomization names beside its lists: each must be there. */
  private named(folder: string, file: string, effects: KustomizationEffects): ReadonlyMap<string, string> {
    const named = new Map<string, string>();
    for (const { value, line } of namedFiles(effects)) {
      const path = joinPath(folder, value);
      const place = path === undefined ? undefined : this.paths.at(path);
      if (place?.type === 'unread') this.missing.add(place.path);
      else if (place?.type === 'file' && this.isAllowed(place, folder)) named.set(value, place.path);
      else if (place?.type !== 'submodule' && !/^https?:/i.test(value)) {
        const why = place?.type === 'file' ? 'is not in the folder of the kustomization' : 'does not exist';
        const what = place?.type === 'file' ? 'refused' : 'dangling';
        const target = path === undefined ? {} : { target: path };
        this.problems.push({ what, reason: `${value} ${why}`, file, line, entry: value, ...target });
      }
    }
    return named;
  }

  private isAllowed(place: Place, folder: string): boolean {
    return !this.rules.restricted || isIn(folder, folderOf(place.path));
  }
}

function namedBy(
  from: { readonly entry: ListedEntry } | undefined,
  target: string,
): Pick<BuildProblem, 'entry' | 'target'> {
  return from === undefined ? {} : { entry: from.entry.value, target };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Whether an entry of a list of plugins is a configuration rather than the path of one. */
function isInline(value: string): boolean {
  if (!/[\n:]/.test(value)) return false;
  const documents = readDocuments(value, '');
  return !isUnreadable(documents) && typeof documents[0]?.value === 'object';
}

/** Why kustomize does not build what an entry names as a folder. */
function whyNoFolder(visit: Visit, value: string, place: Place | undefined): string | undefined {
  if (value === '') return 'an entry is empty';
  if (place === undefined || place.type === 'outside') return `${value} leads out of the repository`;
  if (place.type === 'missing') return `${value} does not exist`;
  if (place.type === 'file') return `${value} is a file outside of the folder, which only Flux takes`;
  if (value.split('/').some((part) => part !== '..' && part.includes('..'))) {
    return `${value} is ambiguous to kustomize`;
  }
  for (let above: Visit | undefined = visit; above !== undefined; above = above.parent) {
    if (isIn(place.path, above.folder)) return `${value} leads back to a folder that is being built`;
  }
  return undefined;
}

function opaque({ value, line }: ListedEntry, why: string, file: string): OpaqueNode {
  return { type: 'opaque', entry: value, why, file, line };
}
