import { isJsonObject } from '../../core/json/json-guards';
import type { BuildContext } from './build-context';
import type { FolderNode } from './build-tree';
import type { Selector } from './kustomization-facts';
import type { ObjectSet } from './object-set';
import { isSource, selectObjects } from './select-objects';

const IDENTITY_FIELD = /^(?:apiVersion|kind|metadata|metadata\.(?:name|namespace))$/;

/** What the replacements of a kustomization do to the set: fail for want of a source, or maybe rename. */
export function applyReplacements(context: BuildContext, node: FolderNode, set: ObjectSet): void {
  for (const { line, path, value } of node.facts.effects.replacements ?? []) {
    for (const replacement of value === undefined ? fromFile(context, node, path ?? '') : [value]) {
      if (isJsonObject(replacement)) apply(context, node.file, line, replacement, set);
    }
  }
}

/** A file of replacements holds one, or a list of them. */
function fromFile(context: BuildContext, node: FolderNode, path: string): readonly unknown[] {
  const file = node.named.get(path);
  if (file === undefined) return [];
  const [first] = context.known(file, context.source.data(file)) ?? [];
  return Array.isArray(first) ? (first as readonly unknown[]) : [first];
}

function apply(
  context: BuildContext,
  file: string,
  line: number,
  { source, sourceValue, targets }: Readonly<Record<string, unknown>>,
  set: ObjectSet,
): void {
  const hasValue = typeof sourceValue === 'string';
  if (hasValue === isJsonObject(source) || !Array.isArray(targets)) {
    context.refuse('a replacement needs one source and targets', file, line);
    return;
  }
  if (isJsonObject(source)) checkSource(context, file, line, source, set);
  for (const target of targets as readonly unknown[]) {
    if (!isJsonObject(target) || !isJsonObject(target['select'])) {
      context.refuse('a target of a replacement needs `select`', file, line);
      continue;
    }
    const selects = target['select'] as Selector;
    context.named.push({ by: file, line, field: 'replacements', selects });
    const fields = (target['fieldPaths'] ?? []) as readonly unknown[];
    // Without fields it is the name that is replaced.
    if (fields.length > 0 && !fields.some((field) => IDENTITY_FIELD.test(String(field)))) continue;
    const { certain, possible } = selectObjects(set.objects, selects);
    const renamed = new Set([...certain, ...possible]);
    set.change((object) => {
      if (renamed.has(object)) object.isKnown = false;
    });
  }
}

function checkSource(
  context: BuildContext,
  file: string,
  line: number,
  selector: Selector,
  set: ObjectSet,
): void {
  const sources = set.objects.filter((object) => object.isKnown && isSource(selector, object));
  context.named.push({
    by: file,
    line,
    field: 'replacements',
    needs: sources.flatMap(({ identity }) => (identity === undefined ? [] : [identity])),
  });
  const unknown = set.objects.some(({ isKnown }) => !isKnown);
  if (sources.length > 1) context.refuse('the source of a replacement fits several objects', file, line);
  else if (sources.length === 0 && !unknown) {
    context.refuse('no object fits the source of a replacement', file, line);
  }
}
