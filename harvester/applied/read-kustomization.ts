import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { isJsonObject } from '../../core/json/json-guards';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { yamlUnreadable } from '../../core/yaml/read-yaml';
import { placeAt, UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import type { Unreadable } from './answer';
import { conform, Misshapen } from './conform';
import { effectsOf } from './kustomization-effects';
import { type KustomizationFacts, type ListedEntry } from './kustomization-facts';
import { KUSTOMIZATION } from './kustomization-shape';
import { kustomizationValue } from './kustomization-value';
import { regularKustomization } from './regular-kustomization';

const KINDS: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
};
/** Fields that kustomize moves elsewhere before it looks whether anything is there. */
const MOVED = new Set(['bases', 'imageTags', 'helmChartInflationGenerator']);

/** What the text of a kustomization says, by the rules of kustomize; or why kustomize refuses it. */
export function readKustomization(text: string): KustomizationFacts | Unreadable {
  return regularKustomization(text) ?? parseKustomization(text);
}

/** {@link readKustomization} by the YAML library, whatever the text. */
export function parseKustomization(text: string): KustomizationFacts | Unreadable {
  let line = 1;
  try {
    const { value, document, lineOf } = parsed(text);
    const lines = new FieldLines(document, lineOf);
    if (value !== null && !isJsonObject(value)) return { problem: 'it is not a map', line: 1 };
    for (const [key, field] of Object.entries(value ?? {})) {
      line = lines.of(key);
      conform({ [key]: field }, KUSTOMIZATION, '');
    }
    const fields = conform(value ?? {}, KUSTOMIZATION, '') as Record<string, unknown>;
    const problem = wholeProblem(fields);
    if (problem !== undefined) return { problem, line: 1 };
    const list = (field: string): ListedEntry[] =>
      ((fields[field] ?? []) as readonly string[]).map((entry, index) => ({
        value: entry,
        line: lines.ofItem(field, index),
        field,
      }));
    const { effects, signature } = effectsOf(fields, list, (field) => lines.of(field));
    return {
      kind: fields['kind'] === 'Component' ? 'Component' : 'Kustomization',
      resources: [...list('resources'), ...list('bases')],
      components: list('components'),
      effects,
      signature,
    };
  } catch (error) {
    if (error instanceof Misshapen) return { problem: error.message, line };
    if (!(error instanceof UnreadableYaml)) throw error;
    return { problem: error.message, line: placeAt(text, error.offset).line };
  }
}

/**
 * The plain data of a kustomization as kustomize reads it: the first document, whatever follows, of a key given twice the last.
 *
 * @param file - how the file is called in messages
 * @throws ToolkitError `yaml-unreadable`
 */
export function readKustomizationValue(text: string, file: string): unknown {
  try {
    return parsed(text).value;
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    throw yamlUnreadable(problem.message, { file, ...placeAt(text, problem.offset) });
  }
}

interface Parsed {
  readonly value: unknown;
  readonly document: ParsedDocument | undefined;
  readonly lineOf: (offset: number) => number;
}

function parsed(text: string): Parsed {
  const options = { several: true, first: true, schema: 'failsafe', version: '1.1', ownKeys: true } as const;
  const { documents, lineOf } = parseText(text, options);
  const [document] = documents;
  const root = document?.document.contents ?? null;
  const value = root === null ? null : kustomizationValue(root, document?.targets ?? new Map());
  return { value, document, lineOf };
}

/** What is wrong with the file as a whole. */
function wholeProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  const isEmpty = Object.entries(fields).every(([name, value]) => {
    if (name === 'kind' || name === 'apiVersion' || value === '') return true;
    return MOVED.has(name) && Array.isArray(value) && value.length === 0;
  });
  if (isEmpty) return 'the kustomization is empty';
  const kind = (fields['kind'] as string | undefined) || 'Kustomization';
  const apiVersion = (fields['apiVersion'] as string | undefined) ?? '';
  const wanted = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (wanted === undefined) return 'kind must be Kustomization or Component';
  return apiVersion === '' || apiVersion === wanted ? undefined : `apiVersion of a ${kind} must be ${wanted}`;
}

/** On which line a field and its items stand. */
class FieldLines {
  private readonly fields = new Map<string, { readonly key: Node; readonly value: Node | null }>();

  constructor(
    private readonly parsed: ParsedDocument | undefined,
    private readonly lineOf: (offset: number) => number,
  ) {
    const root = parsed?.document.contents;
    if (!isMap(root)) return;
    for (const { key, value } of root.items) {
      if (isScalar(key)) {
        const entry = { key: key as Node, value: value as Node | null };
        this.fields.set(key.source.toLowerCase(), entry);
      }
    }
  }

  of(field: string): number {
    return this.line(this.fields.get(field.toLowerCase())?.key);
  }

  ofItem(field: string, index: number): number {
    let value = this.fields.get(field.toLowerCase())?.value ?? null;
    if (isAlias(value)) value = this.parsed?.targets.get(value) ?? null;
    const item = isSeq(value) ? (value.items[index] as Node | undefined) : undefined;
    return item === undefined ? this.of(field) : this.line(item);
  }

  private line(node: Node | undefined): number {
    return this.lineOf(node?.range?.[0] ?? 0);
  }
}
