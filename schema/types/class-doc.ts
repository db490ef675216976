import type { JsonValue } from '../../core/claim-model';
import { numberLiteral } from '../../synth/source/number-literal';
import { propertyName } from '../../synth/source/property-name';
import { quotedLiteral } from '../../synth/source/string-literal';
import type { CustomKind, KindVersion } from '../documents/custom-kind';
import { propertyOf } from '../documents/schema-node';
import { exampleValue } from './example-value';
import { fieldFacts } from './field-facts';
import { SHAPES } from './kind-shapes';
import { paragraphs, prose } from './prose';

const WIDTH = 70;

/** Documentation of a class, and of its constructor, which is what editors show at `new …`. */
export interface ClassDoc {
  /** What it is, its description, rules of the whole object, an example. */
  readonly ofClass: readonly string[];
  /** Its description, the example. */
  readonly ofConstructor: readonly string[];
}

/** What is said of the class of a kind in one version. */
export function classDoc(kind: CustomKind, version: KindVersion, className: string): ClassDoc {
  const title = `\`${kind.kind}\` of \`${kind.group}/${version.name}\`: ${SHAPES[kind.shape].title}.`;
  const { description } = version.schema;
  const facts = fieldFacts({ ...version.schema, default: undefined });
  const example = ['', '@example', ...exampleLines(kind, version, className)];
  const about = prose(description);
  return {
    ofClass: [
      ...paragraphs(description, [title, ...facts]),
      ...example,
      ...(version.deprecation === undefined ? [] : [`@deprecated ${prose(version.deprecation)}`]),
    ],
    ofConstructor: [about === '' ? title : about, ...example],
  };
}

/** A claim with what has to be said, and nothing else. */
function exampleLines(kind: CustomKind, version: KindVersion, className: string): string[] {
  const spec = propertyOf(version.schema, 'spec');
  const id = kind.kind.toLowerCase();
  const start = `new ${className}(category, 'my-${id}', {`;
  if (spec === undefined) return [`${start}});`];
  return [start, `  spec: ${literal(exampleValue(spec, 'spec'), '  ')},`, '});'];
}

/** A value as TypeScript: small objects and lists in one line. */
function literal(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return quotedLiteral(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? (value as JsonValue[]).map((item) => literal(item, inner))
    : Object.entries(value).map(([key, held]) => `${propertyName(key)}: ${literal(held, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  const blank = open === '{' ? ' ' : '';
  const line = `${open}${blank}${parts.join(', ')}${blank}${close}`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}
