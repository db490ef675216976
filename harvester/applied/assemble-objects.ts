import { applyPatches } from './apply-patches';
import { applyReplacements } from './apply-replacements';
import type { NamedThing, OpaqueEntry } from './applied-object';
import { isUnreadable, type Answer } from './answer';
import type { AppliedSource } from './applied-source';
import type { BuildContext } from './build-context';
import type { BuildNode, BuildProblem, FileNode, FolderNode } from './build-tree';
import { BuiltObject, idText } from './built-object';
import { generateObjects } from './generate-objects';
import { namedFiles } from './named-files';
import { ObjectSet } from './object-set';
import { runPlugins } from './run-plugins';

/** Kinds of which `replicas:` sets the number. */
const SCALED: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
]);

/** Makes the objects of a tree of kustomizations in the order in which kustomize does, so that what fails there fails here. */
export class Assembly implements BuildContext {
  readonly problems: BuildProblem[] = [];
  readonly missing = new Set<string>();
  readonly named: NamedThing[] = [];
  readonly opaque: OpaqueEntry[] = [];
  readonly mayBeDeleted = new Set<BuiltObject>();
  /** A kustomization brings a schema of its own. */
  private hasSchema = false;

  constructor(readonly source: AppliedSource) {}

  folder(node: FolderNode): ObjectSet {
    return this.into(node, new ObjectSet());
  }

  refuse(reason: string, file: string, line: number, what: BuildProblem['what'] = 'refused'): void {
    this.problems.push({ what, reason, file, line });
  }

  known<Facts extends object>(file: string, answer: Answer<Facts>): Facts | undefined {
    if (answer === 'unread') this.missing.add(file);
    else if (isUnreadable(answer)) this.refuse(answer.problem, file, answer.line);
    else return answer;
    return undefined;
  }

  add(node: BuildNode, set: ObjectSet): void {
    if (node.type === 'opaque') {
      const { entry, why, file, line } = node;
      this.opaque.push({ entry, why, file, line });
    } else if (node.type === 'file') this.addFile(node, set);
    else {
      const from = node.chain.at(-2) ?? node.file;
      for (const object of this.folder(node).objects) this.addObject(object, set, from, node.line);
    }
  }

  private addFile({ file, chain, line }: FileNode, set: ObjectSet): void {
    const objects = this.known(file, this.source.objects(file)) ?? [];
    for (const facts of objects) {
      this.addObject(new BuiltObject(facts, file, chain), set, chain.at(-1) ?? file, line);
    }
  }

  private addObject(object: BuiltObject, set: ObjectSet, from: string, line: number): void {
    const twin = set.add(object);
    if (twin === undefined) return;
    const where =
      twin.file === object.file ? `${object.file} is reached twice` : `${twin.file} has it already`;
    this.refuse(`${idText(object.current)} of ${object.file}: ${where}`, from, line, 'twice');
  }

  /** What a kustomization adds to a set and does to it; a component does so with the set of what lists it. */
  private into(node: FolderNode, set: ObjectSet): ObjectSet {
    const { facts, file } = node;
    const { effects } = facts;
    for (const child of node.children) this.add(child, set);
    if (effects.schema === true) this.hasSchema = true;
    this.noteNamed(node);
    const [first] = effects.charts ?? [];
    if (first !== undefined) this.refuse('Helm charts are built with --enable-helm only', file, first);
    generateObjects(this, node, set);
    runPlugins(this, node, 'generators', set);
    for (const component of node.components) this.into(component, set);
    if (facts.signature === '') return set;
    applyPatches(this, node, ['patchesStrategicMerge', 'patches'], set);
    this.rename(node, set);
    applyPatches(this, node, ['patchesJson6902'], set);
    this.checkReplicas(node, set);
    applyReplacements(this, node, set);
    runPlugins(this, node, 'transformers', set);
    runPlugins(this, node, 'validators', set);
    this.checkVars(node, set);
    return set;
  }

  private rename({ facts: { effects }, file }: FolderNode, set: ObjectSet): void {
    const { namespace, namePrefix = '', nameSuffix = '', labels, local } = effects;
    if (namespace !== undefined) {
      const twins = set.change((object) => {
        object.setNamespace(namespace);
        if (this.hasSchema) object.isKnown = false;
      });
      if (twins !== undefined) {
        const [one, other] = twins;
        this.refuse(
          `namespace: makes ${idText(one.current)} of ${one.file} and of ${other.file} one object`,
          file,
          1,
        );
      }
    }
    if (namePrefix !== '') {
      set.change((object) => {
        object.addToName(namePrefix, '');
      });
    }
    if (nameSuffix !== '') {
      set.change((object) => {
        object.addToName('', nameSuffix);
      });
    }
    if (labels !== true) return;
    for (const object of set.objects) {
      if (local !== undefined) object.isLocal = local !== 'false';
    }
  }

  private checkReplicas({ facts: { effects }, file }: FolderNode, set: ObjectSet): void {
    for (const { name, line } of effects.replicas ?? []) {
      const isThere = set.objects.some(
        (object) =>
          SCALED.has(object.current.kind) &&
          [object.current, ...object.previous].some((id) => id.name === name),
      );
      if (!isThere) this.refuse(`replicas: there is no workload ${name}`, file, line);
    }
  }

  private checkVars({ facts: { effects }, file }: FolderNode, set: ObjectSet): void {
    for (const { name, objref, line } of effects.vars ?? []) {
      const { kind = '', name: object = '' } = objref;
      const isThere = set.objects.some(
        ({ isKnown, current, previous }) =>
          !isKnown || [current, ...previous].some((id) => id.kind === kind && id.name === object),
      );
      if (!isThere) this.refuse(`vars: there is no ${kind} ${object} for ${name}`, file, line);
    }
  }

  private noteNamed({ facts, file, named, plugins }: FolderNode): void {
    if (facts.signature === '') return;
    for (const { value, line, field } of namedFiles(facts.effects)) {
      const path = named.get(value);
      if (path !== undefined) this.named.push({ by: file, line, field, file: path });
    }
    for (const { entry, node } of plugins) {
      if (node?.type === 'file') {
        this.named.push({ by: file, line: entry.line, field: entry.field, file: node.file });
      }
    }
  }
}
