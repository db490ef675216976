import type { AppliedObject, NamedThing, OpaqueEntry } from './applied-object';
import { isUnreadable } from './answer';
import type { AppliedSource } from './applied-source';
import { Assembly } from './assemble-objects';
import type { BuildNode, BuildProblem, BuildRules, FileNode, FolderNode } from './build-tree';
import type { BuiltObject } from './built-object';
import { directoryFiles, generatedResources } from './directory-files';
import type { EntryPoint, Overrides } from './entry-point';
import { KustomizationWalk } from './follow-kustomizations';
import { type KustomizationFacts, plainKustomization } from './kustomization-facts';
import { matchGlob } from './match-glob';
import type { ObjectFacts } from './object-facts';
import { pathIn } from './tree-paths';
import type { UnaffectedFolders } from './unaffected-folders';

/** Entries that are followed for all entry points of a tree together: more than any repository has, and not too many to wait for. */
export const MAX_FOLLOWED = 1_000_000;

/** A file that an entry point takes objects from. */
export type ReachedFile = Pick<FileNode, 'file' | 'chain' | 'line'>;

/** What an entry point gives a cluster. */
export interface AppliedBuild {
  readonly entryPoint: EntryPoint;
  /** Who makes objects of it: kustomize; Flux without kustomization; Argo CD reading the folder; Helm, which is opaque. */
  readonly builder: 'kustomize' | 'flux-generated' | 'argo-directory' | 'helm';
  readonly builds: boolean;
  /** Why it does not build, the first reason first; what else is wrong in it follows. */
  readonly problems: readonly BuildProblem[];
  /** Empty where it does not build. */
  readonly objects: readonly AppliedObject[];
  /** Every file that is listed, as often as it is; also where the whole does not build. */
  readonly files: readonly ReachedFile[];
  readonly opaque: readonly OpaqueEntry[];
  readonly named: readonly NamedThing[];
  /** Files that were asked for and are not read yet: then nothing of this counts. */
  readonly missing: ReadonlySet<string>;
  /** How many entries it took to find out. */
  readonly followed: number;
  /** The kustomization with what it leads to, where there is one and it can be read. */
  readonly tree?: FolderNode;
}

const FLUX: BuildRules = { restricted: false, followsLinks: false };
const ARGO: BuildRules = { restricted: true, followsLinks: true };
/** Nobody says who builds: what any of them would take is taken. */
const ANYBODY: BuildRules = { restricted: false, followsLinks: true };

/**
 * What an entry point gives a cluster, with the files that it comes from.
 *
 * @param rules - default: those of whoever the entry point names
 */
export function resolveEntryPoint(
  source: AppliedSource,
  entryPoint: EntryPoint,
  rules: BuildRules = rulesOf(entryPoint),
): AppliedBuild {
  return objectsOf(source, followEntryPoint(source, entryPoint, rules));
}

/** The objects of what {@link followEntryPoint} found. */
export function objectsOf(source: AppliedSource, build: AppliedBuild): AppliedBuild {
  if (build.tree === undefined) return build;
  const assembly = new Assembly(source);
  const { objects } = assembly.folder(build.tree);
  const problems = [...build.problems, ...assembly.problems];
  const builds = problems.length === 0;
  const substitutes = build.entryPoint.overrides?.substitutes === true;
  return {
    ...build,
    builds,
    problems,
    objects: builds
      ? objects
          .filter(({ isLocal }) => !isLocal)
          .map((object) => appliedObject(object, assembly, substitutes))
      : [],
    opaque: assembly.opaque,
    named: assembly.named,
    missing: new Set([...build.missing, ...assembly.missing]),
  };
}

/**
 * As {@link resolveEntryPoint}, but no resource file is looked at: what it takes of kustomize to know the files alone.
 *
 * @param unaffected - entries that are not followed
 */
export function followEntryPoint(
  source: AppliedSource,
  entryPoint: EntryPoint,
  rules: BuildRules = rulesOf(entryPoint),
  unaffected?: UnaffectedFolders,
): AppliedBuild {
  const { path, origin, overrides } = entryPoint;
  const walk = new KustomizationWalk(source, rules, unaffected);
  const nothing = {
    entryPoint,
    builds: true,
    problems: [],
    objects: [],
    files: [],
    opaque: [],
    named: [],
    followed: 0,
  };
  if (walk.kustomizationsIn(path).length === 0 && walk.missing.size === 0) {
    if (origin === 'argo') {
      if (source.entries.get(pathIn(path, 'Chart.yaml')) !== undefined) {
        return { ...nothing, builder: 'helm', missing: new Set() };
      }
      return directoryBuild(source, entryPoint);
    }
    const resources = generatedResources(
      source.entries,
      path,
      (folder) => walk.kustomizationsIn(folder).length > 0,
    );
    const facts = adapted(plainKustomization(resources), overrides);
    const tree = walk.generated(path, facts);
    const { problems, missing } = walk;
    const builds = problems.length === 0;
    return {
      ...nothing,
      builder: 'flux-generated',
      builds,
      problems,
      files: filesOf(tree),
      tree,
      missing,
      followed: walk.nodes,
    };
  }
  const tree = walk.top(path, (facts) => adapted(facts, overrides));
  const { problems, missing } = walk;
  return {
    ...nothing,
    builder: 'kustomize',
    builds: problems.length === 0,
    problems,
    files: tree === undefined ? [] : filesOf(tree),
    ...(tree !== undefined && { tree }),
    missing,
    followed: walk.nodes,
  };
}

/** The rules of whoever the entry point names. */
export function rulesOf({ origin }: EntryPoint): BuildRules {
  return origin === 'flux' ? FLUX : origin === 'argo' ? ARGO : ANYBODY;
}

/** Argo CD reads each file by itself: what it cannot read it leaves out, and nothing is twice. */
function directoryBuild(source: AppliedSource, entryPoint: EntryPoint): AppliedBuild {
  const { path, directory = { recurse: false } } = entryPoint;
  const { include, exclude } = directory;
  const isTaken = (relative: string): boolean =>
    (include === undefined || matchGlob(include, relative)) &&
    (exclude === undefined || !matchGlob(exclude, relative));
  const objects: AppliedObject[] = [];
  const opaque: OpaqueEntry[] = [];
  const missing = new Set<string>();
  const files = directoryFiles(source.entries, path, directory.recurse, isTaken);
  for (const file of files) {
    const answer = source.objects(file);
    if (answer === 'unread') missing.add(file);
    else if (isUnreadable(answer)) opaque.push({ entry: file, why: answer.problem, file, line: answer.line });
    else {
      for (const facts of answer) {
        const object = fromFacts(facts, file);
        objects.push({ ...object, identity: object.declared });
      }
    }
  }
  return {
    entryPoint,
    builder: 'argo-directory',
    builds: true,
    problems: [],
    objects,
    files: files.map((file) => ({ file, chain: [], line: 1 })),
    opaque,
    named: [],
    missing,
    followed: files.length,
  };
}

function adapted(facts: KustomizationFacts, overrides: Overrides | undefined): KustomizationFacts {
  if (overrides === undefined) return facts;
  const { substitutes: _, components = [], patches = [], ...names } = overrides;
  const { effects } = facts;
  return {
    ...facts,
    components: [
      ...facts.components,
      ...components.map((value) => ({ value, line: 1, field: 'components' })),
    ],
    effects: { ...effects, ...names, patches: [...(effects.patches ?? []), ...patches] },
    signature: `${facts.signature} ${JSON.stringify(overrides)}`,
  };
}

function filesOf(tree: FolderNode): ReachedFile[] {
  const files: ReachedFile[] = [];
  const add = (node: BuildNode): void => {
    if (node.type === 'file') files.push({ file: node.file, chain: node.chain, line: node.line });
    else if (node.type === 'folder') {
      for (const child of node.children) add(child);
      for (const component of node.components) add(component);
    }
  };
  add(tree);
  return files;
}

function appliedObject(object: BuiltObject, { mayBeDeleted }: Assembly, substitutes: boolean): AppliedObject {
  const { identity, facts, file, chain, isGenerated } = object;
  const isVariable =
    substitutes && identity !== undefined && `${identity.name}${identity.namespace ?? ''}`.includes('${');
  return {
    ...fromFacts(facts, file),
    identity: isVariable ? undefined : identity,
    chain,
    ...(isGenerated && { isGenerated }),
    ...(mayBeDeleted.has(object) && { mayBeDeleted: true }),
  };
}

function fromFacts(facts: ObjectFacts, file: string): Omit<AppliedObject, 'identity'> {
  const { apiVersion, kind, namespace, name, document, line } = facts;
  const declared = { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
  return { declared, file, document, line, chain: [] };
}
