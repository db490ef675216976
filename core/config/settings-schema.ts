import { z } from 'zod';
import { isBlock, type SettingRow, type SettingRows, type WrittenOf } from './setting-row';
import { SETTINGS } from './settings';

/**
 * The `gitops:` block of `cdk8s.yaml`. Strict, as every block: an unknown key is an error, because a mistyped key that is silently
 * ignored would change what is written to a repository.
 */
export type GitopsSettings = NonNullable<WrittenOf<typeof SETTINGS>['gitops']>;

/** The keys of `cdk8s.yaml` that this toolkit reads; all others belong to cdk8s and are left alone. */
export const projectFileSchema = z.looseObject(shapeOf(SETTINGS));

/** JSON Schema of `cdk8s.yaml`, for editors (`# yaml-language-server: $schema=…`) and `docs/cdk8s.schema.json`. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(projectFileSchema, { target: 'draft-7', io: 'input' });
  return { $schema, title: 'cdk8s.yaml of a cdk8s-claims project', ...rest };
}

/** The schemas of the keys that may stand at a path of `cdk8s.yaml`; none where no map is expected. */
export function schemasAt(path: readonly PropertyKey[]): Readonly<Record<string, z.ZodType>> {
  let shape: Readonly<Record<string, z.ZodType>> = projectFileSchema.shape;
  for (const key of path) {
    const schema = shape[String(key)];
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    shape = inner instanceof z.ZodObject ? inner.shape : {};
  }
  return shape;
}

function shapeOf(rows: SettingRows): Record<string, z.ZodOptional> {
  return Object.fromEntries(
    Object.entries(rows).map(([key, row]) => [
      key,
      isBlock(row)
        ? z.strictObject(shapeOf(row.rows)).describe(row.about).optional()
        : row.schema.optional().describe(sentences(row)),
    ]),
  );
}

function sentences({ about, default: value }: SettingRow): string {
  if (value === undefined || (typeof value === 'object' && value.length === 0)) return about;
  const shown = typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
  return `${about} Default ${typeof value === 'number' ? shown : `\`${shown}\``}.`;
}
