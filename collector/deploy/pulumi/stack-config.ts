import { getProject, runtime } from '@pulumi/pulumi';

/** What a stack says under the name of its project. */
export interface StackConfig {
  readonly project: string;
  /** Everything, secrets in plain: `<project>:<key>`, lists and maps as JSON. */
  readonly all: Readonly<Record<string, string>>;
  /** Whether the stack keeps a key encrypted; `true` where the SDK does not say. */
  isSecret(key: string): boolean;
}

/** Reads it from the engine. */
export function stackConfig(): StackConfig {
  const project = getProject();
  const { isConfigSecret } = runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return {
    project,
    all: runtime.allConfig(),
    isSecret: (key) => isConfigSecret?.(`${project}:${key}`) ?? true,
  };
}
