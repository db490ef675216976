import { getProject, runtime } from '@pulumi/pulumi';
export function collectorProgram(): Promise<Record<string, unknown>> {
  return Promise.resolve({ project: getProject(), config: Object.keys(runtime.allConfig()) });
}
