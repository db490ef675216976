import { AUTHORING_ERRORS } from './authoring-errors';
import { CLI_ERRORS } from './cli-errors';
import type { ErrorEntry } from './error-entry';
import { COLLECTOR_ERRORS } from './collector-errors';
import { FORGE_ERRORS } from './forge-errors';
import { GIT_ERRORS } from './git-errors';
import { INVARIANT_ERRORS } from './invariant-errors';
import { PLAN_ERRORS } from './plan-errors';
import { REGISTRY_ERRORS } from './registry-errors';
import { SCHEMA_ERRORS } from './schema-errors';
import { YAML_ERRORS } from './yaml-errors';

const ENTRIES = {
  ...AUTHORING_ERRORS,
  ...PLAN_ERRORS,
  ...REGISTRY_ERRORS,
  ...INVARIANT_ERRORS,
  ...GIT_ERRORS,
  ...FORGE_ERRORS,
  ...CLI_ERRORS,
  ...YAML_ERRORS,
  ...SCHEMA_ERRORS,
  ...COLLECTOR_ERRORS,
} as const;

/** Every code that this project can report. Codes are never reused for another meaning. */
export type ErrorCode = keyof typeof ENTRIES;

/** The one catalogue of errors. */
export const ERROR_CATALOGUE: Readonly<Record<ErrorCode, ErrorEntry>> = ENTRIES;
