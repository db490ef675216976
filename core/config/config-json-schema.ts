import { z } from 'zod';
import { projectFileSchema } from './gitops-schema';

/** JSON Schema of `cdk8s.yaml`, for editors (`# yaml-language-server: $schema=…`) and `docs/cdk8s.schema.json`. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(projectFileSchema, { target: 'draft-7', io: 'input' });
  return { $schema, title: 'cdk8s.yaml of a cdk8s-claims project', ...rest };
}
