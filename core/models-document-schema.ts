import { z } from 'zod';
import { MODELS_DOCUMENT_VERSION } from './models-document';

const sourcePosition = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int().optional(),
});

const kubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const claimModel = z.strictObject({
  constructPath: z.string(),
  category: z.string(),
  name: z.string(),
  template: z.string(),
  file: z.string().optional(),
  /** What `file` was called before it could have folders. */
  flatFile: z.string().optional(),
  object: kubernetesObject,
  documents: z.array(kubernetesObject).min(1).optional(),
  owner: z.string().optional(),
  lifecycle: z.string().optional(),
  cluster: z.string().optional(),
  dependsOn: z.array(z.string()),
  source: sourcePosition.optional(),
});

/** Boundary check of a models document read from a file; the claim objects themselves stay as they are. */
export const modelsDocument = z.strictObject({
  version: z.literal(MODELS_DOCUMENT_VERSION),
  categories: z.array(z.strictObject({ name: z.string(), source: sourcePosition.optional() })),
  claims: z.array(claimModel),
  issues: z.array(
    z.looseObject({ code: z.string(), message: z.string(), source: sourcePosition.optional() }),
  ),
});
