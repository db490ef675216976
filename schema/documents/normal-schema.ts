import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import type { DocumentPath, Report } from './finding';
import { KEYWORDS, type KeywordForm, type SchemaNode } from './schema-node';
import { SchemaPlace } from './schema-place';

/** Schemas inside of each other; no real one comes near. */
const DEEPEST = 200;

/** The text for a value of another type than a keyword takes. */
const WANTED: Readonly<Record<KeywordForm, string>> = {
  text: 'a string',
  number: 'a number',
  truth: 'true or false',
  'pointer-truth': 'true or false',
  value: 'a value',
  values: 'a list',
  texts: 'a list of strings',
  schema: 'a schema',
  'schema-or-truth': 'a schema, true or false',
  schemas: 'a list of schemas',
  'schema-map': 'a map of schemas',
  rules: 'a list of rules',
  other: 'a value',
};

/** Reads one schema of a document into the keywords that the API server knows, as it would be stored and given back. */
export class SchemaReader {
  constructor(private readonly report: Report) {}

  /**
   * The schema as Go's JSON encoder would write it: unknown keywords are gone, and so are empty texts, lists and maps and `false` where
   * it leaves them out. Keys are in the author's order.
   *
   * @param path - of the schema in its document
   */
  read(value: JsonValue | undefined, path: DocumentPath): SchemaNode {
    return this.schema(value, SchemaPlace.root(path), 0);
  }

  private schema(value: JsonValue | undefined, at: SchemaPlace, depth: number): SchemaNode {
    if (!isJsonObject(value)) {
      if (value !== undefined && value !== null) this.wrong(at, 'schema', value);
      return {};
    }
    if (depth > DEEPEST) {
      this.report({
        code: 'definition-invalid',
        path: at.path,
        message: `the schema is nested deeper than ${DEEPEST} levels`,
      });
      return {};
    }
    const entries: [string, unknown][] = [];
    for (const [keyword, held] of Object.entries(value)) {
      const form = KEYWORDS.get(keyword);
      const below = at.below(keyword);
      if (form === undefined) this.unknown(keyword, below);
      else {
        const read = this.keyword(form, held, below, depth);
        if (read !== undefined) entries.push([keyword, read]);
      }
    }
    return Object.fromEntries(entries);
  }

  private keyword(form: KeywordForm, value: JsonValue, at: SchemaPlace, depth: number): unknown {
    if (value === null) return undefined;
    switch (form) {
      case 'text':
        if (typeof value === 'string') return value === '' ? undefined : value;
        break;
      case 'number':
        if (typeof value === 'number' || typeof value === 'bigint') return value;
        break;
      case 'truth':
        if (typeof value === 'boolean') return value ? true : undefined;
        break;
      case 'pointer-truth':
        if (typeof value === 'boolean') return value;
        break;
      case 'value':
      case 'other':
        return value;
      case 'values':
      case 'rules':
        if (isJsonList(value)) return value.length === 0 ? undefined : value;
        break;
      case 'texts':
        if (isJsonList(value) && value.every((item) => typeof item === 'string')) {
          return value.length === 0 ? undefined : value;
        }
        break;
      case 'schema':
        // A list of item schemas is kept for whoever refuses it.
        return isJsonList(value) ? value : this.schema(value, at, depth + 1);
      case 'schema-or-truth':
        return typeof value === 'boolean' ? value : this.schema(value, at, depth + 1);
      case 'schemas':
        if (isJsonList(value)) {
          const read = value.map((item, index) => this.schema(item, at.below(index), depth + 1));
          return read.length === 0 ? undefined : read;
        }
        break;
      case 'schema-map':
        if (isJsonObject(value)) return this.map(value, at, depth);
        break;
    }
    this.wrong(at, form, value);
    return undefined;
  }

  private map(value: JsonObject, at: SchemaPlace, depth: number): unknown {
    const entries = Object.entries(value).map(
      ([name, schema]) => [name, this.schema(schema, at.below(name), depth + 1)] as const,
    );
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }

  private unknown(keyword: string, at: SchemaPlace): void {
    this.report({
      code: 'definition-ignored',
      path: at.path,
      message: `unknown keyword '${keyword.slice(0, 80)}' is dropped by the cluster`,
    });
  }

  private wrong(at: SchemaPlace, form: KeywordForm, value: JsonValue): void {
    const found = isJsonList(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;
    this.report({
      code: 'definition-refused',
      path: at.path,
      message: `cannot parse the schema: ${found} where ${WANTED[form]} is expected`,
    });
  }
}
