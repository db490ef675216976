import {
  REGISTRY_API_VERSION,
  REGISTRY_FIELDS,
  REGISTRY_KIND,
  type RegistryEntry,
} from '../../core/registry-entry';
import { oneLineText } from '../../core/yaml/scalar-text';

/** Where the fields of a new entry stand. */
export interface EntryShape {
  /** Column of the hyphen. */
  readonly indent: number;
  /** Columns from the hyphen to the field names. */
  readonly offset: number;
  readonly eol: string;
}

/** How go-yaml writes a list below a key, and with it every tool that wrote a registry so far. */
export const GO_YAML_SHAPE = { indent: 4, offset: 2 } as const;

/** What stands above the entries of a new registry. */
export const NEW_REGISTRY_HEAD = `apiVersion: ${REGISTRY_API_VERSION}\nkind: ${REGISTRY_KIND}\n`;

/** The lines of a new entry; fields without a value are left out. */
export function entryText(fields: Partial<RegistryEntry>, { indent, offset, eol }: EntryShape): string {
  let text = '';
  for (const field of REGISTRY_FIELDS) {
    const value = fields[field];
    if (value === undefined) continue;
    const margin =
      text === '' ? `${' '.repeat(indent)}-${' '.repeat(offset - 1)}` : ' '.repeat(indent + offset);
    text += `${margin}${field}: ${oneLineText(value)}${eol}`;
  }
  return text;
}
