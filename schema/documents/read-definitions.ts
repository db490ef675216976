import type { JsonObject } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { SourcePosition } from '../../core/source-position';
import { isJsonObject } from '../../core/json/json-guards';
import { isNestedDeeper } from '../../core/json/json-nesting';
import { MAX_NESTING } from '../../core/yaml/nesting';
import { readYamlSource, type YamlSourceDocument } from '../../core/yaml/read-yaml';
import { readComposite, type CompositeDefinition } from './composite-definition';
import { customKind, derivedKind, type CustomKind, type KindShape } from './custom-kind';
import { cutFrom } from './cut-definition';
import { isDefinition, isPatch, listItems } from './definition-document';
import { claimCrd, compositeCrd } from './derived-crd';
import { DocumentLines } from './document-lines';
import { objectAt, textAt } from './document-parts';
import type { DocumentPath, Finding, Report } from './finding';
import { indentQuotes } from './indented-quotes';
import { reportIgnored } from './ignored-by-crossplane';
import { checkComposite, checkCustom } from './refused-definition';

/** Kinds that a text defines, and everything that is to be said about them. */
export interface Definitions {
  readonly kinds: readonly CustomKind[];
  /** Errors (`definition-invalid`, `definition-refused`, `yaml-unreadable`) and warnings, with `file:line`, in the order of the text. */
  readonly issues: readonly Issue[];
}

/** Largest text that is read, in characters: well above any bundle of CRDs, and a matter of seconds. */
export const LARGEST_DEFINITIONS = 16 * 1024 * 1024;

const DEEPEST_LIST = 3;

/** A document with the way to the lines of its fields. */
interface Place {
  readonly file: string;
  readonly lineOf: (path: DocumentPath) => number;
  /** Nothing stands behind the document. */
  readonly isLast?: boolean;
}

/**
 * Reads the XRDs and CRDs of a file: of any number of documents, and of lists; other objects are passed over. Never throws for what the text
 * says.
 *
 * @param file - how messages call it
 */
export function readDefinitions(text: string, file: string): Definitions {
  if (text.length > LARGEST_DEFINITIONS) {
    const message = `the file has ${text.length} characters, more than the ${LARGEST_DEFINITIONS} that are read`;
    return { kinds: [], issues: [{ code: 'definition-invalid', message, source: { file, line: 1 } }] };
  }
  const found = new Found();
  const json = jsonOf(text, file);
  if (json !== undefined) {
    found.document(json, { file, lineOf: () => 1 });
    return found;
  }
  try {
    const { documents, text: readText } = readable(text, file);
    const lines = new DocumentLines(readText);
    for (const [index, { value, document, targets }] of documents.entries()) {
      const isLast = index === documents.length - 1;
      found.document(value, { file, lineOf: (path) => lines.lineOf(document, targets, path), isLast });
    }
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return { kinds: [], issues: error.issues };
  }
  return found;
}

/** The documents of a text, and the text that they were read from: what clusters alone can read is written in another way first. */
function readable(
  text: string,
  file: string,
): { readonly text: string; readonly documents: readonly YamlSourceDocument[] } {
  try {
    return { text, documents: readYamlSource(text, file) };
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const other = indentQuotes(text);
    if (other === text) throw error;
    try {
      return { text: other, documents: readYamlSource(other, file) };
    } catch {
      throw error;
    }
  }
}

/** What programs print is JSON, and read a hundred times faster as such. Where it is nested without end, the reader of YAML says so. */
function jsonOf(text: string, file: string): unknown {
  if (!/^\s*[[{]/.test(text.slice(0, 1000)) || /\.ya?ml$/i.test(file)) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return isNestedDeeper(value, MAX_NESTING) ? undefined : value;
  } catch {
    return undefined;
  }
}

class Found implements Definitions {
  readonly kinds: CustomKind[] = [];
  readonly issues: Issue[] = [];
  /** Definitions by kind and name, as they stand. */
  private readonly seen = new Map<string, { readonly value: JsonObject; readonly line: number }>();

  document(value: unknown, place: Place, path: DocumentPath = [], depth = 0): void {
    if (!isJsonObject(value)) return;
    if (isDefinition(value)) {
      this.definition(value, { ...place, lineOf: (below) => place.lineOf([...path, ...below]) });
      return;
    }
    const items = depth < DEEPEST_LIST ? listItems(value) : undefined;
    for (const [index, item] of (items ?? []).entries()) {
      this.document(item, place, [...path, 'items', index], depth + 1);
    }
  }

  private definition(value: JsonObject, place: Place): void {
    const findings: Finding[] = [];
    const report = (finding: Finding): void => void findings.push(finding);
    const source = { file: place.file, line: place.lineOf(['kind']) };
    if (this.isCopy(value, source, place.isLast === true)) return;
    if (isPatch(value)) {
      const message =
        'it says no group, names or versions: taken for a patch of a definition, and passed over';
      this.issues.push({ code: 'definition-ignored', message, severity: 'warning', source });
      return;
    }
    if (value['kind'] === 'CompositeResourceDefinition') {
      const composite = readComposite(value, report);
      const kinds = derived(composite, source);
      checkComposite(composite, kinds[0]?.versions ?? [], report);
      reportIgnored(composite, report);
      this.add(kinds, report);
    } else {
      const kind = customKind(value, 'resource', source, report);
      checkCustom(kind, report);
      this.add([kind], report);
    }
    const issues = findings.map((finding) => issueOf(finding, place));
    issues.sort((left, right) => (left.source?.line ?? 0) - (right.source?.line ?? 0));
    this.issues.push(...issues);
  }

  /** Copies of a definition say nothing new; one that is cut off says so. */
  private isCopy(value: JsonObject, source: SourcePosition, isLast: boolean): boolean {
    const name = textAt(objectAt(value, 'metadata'), 'name');
    if (name === undefined) return false;
    const key = `${value['kind'] as string} ${name}`;
    const earlier = this.seen.get(key);
    if (earlier === undefined) {
      this.seen.set(key, { value, line: source.line });
      return false;
    }
    const found = cutFrom(value, earlier.value);
    if (found === 'cut' && isLast) {
      const message = `the file ends in the middle of ${name}, which is complete at line ${earlier.line}: it seems to be cut off`;
      this.issues.push({ code: 'definition-invalid', message, source });
      return true;
    }
    return found === 'same';
  }

  /** Without names and versions there is nothing to make types of, whatever a cluster would say. */
  private add(kinds: readonly CustomKind[], report: Report): void {
    for (const kind of kinds) {
      const versions = kind.versions.filter(({ name }) => PATH_PART.test(name));
      if (isUsable(kind) && versions.length > 0) {
        this.kinds.push({ ...kind, versions });
      } else {
        report({
          code: 'definition-invalid',
          path: ['spec'],
          message:
            'the definition says no group, kind, plural or version that could be one: no types can be made of it',
        });
      }
    }
  }
}

/** Names become names of files: whatever they are called, they stay where they belong. */
const PATH_PART = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

function isUsable({ group, plural, kind }: CustomKind): boolean {
  return [group, plural, kind].every((name) => PATH_PART.test(name) && !name.includes('..'));
}

function derived(composite: CompositeDefinition, source: CustomKind['source']): CustomKind[] {
  const claim = claimCrd(composite);
  const definedBy = composite.name;
  return [
    { ...derivedKind(compositeCrd(composite), SHAPES[composite.scope], source), definedBy },
    ...(claim === undefined ? [] : [{ ...derivedKind(claim, 'claim', source), definedBy }]),
  ];
}

const SHAPES: Readonly<Record<CompositeDefinition['scope'], KindShape>> = {
  LegacyCluster: 'legacy-composite',
  Namespaced: 'composite',
  Cluster: 'cluster-composite',
};

function issueOf({ code, path, message, hint }: Finding, { file, lineOf }: Place): Issue {
  return {
    code,
    message,
    ...(code === 'definition-ignored' && { severity: 'warning' }),
    source: { file, line: lineOf(path) },
    ...(hint !== undefined && { hint }),
  };
}
