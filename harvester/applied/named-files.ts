import type { KustomizationEffects, KustomizationFacts, ListedEntry } from './kustomization-facts';

/** Every file that a kustomization names beside its lists of resources, components and plugins; each must be there. */
export function namedFiles(effects: KustomizationEffects): ListedEntry[] {
  const named: ListedEntry[] = [...(effects.files ?? [])];
  for (const { path, text, field, line } of effects.patches ?? []) {
    if (path !== undefined && text === undefined) named.push({ value: path, line, field: `${field}[].path` });
  }
  for (const { path, line } of effects.replacements ?? []) {
    if (path !== undefined) named.push({ value: path, line, field: 'replacements[].path' });
  }
  for (const { kind, line, files, envs } of effects.generated ?? []) {
    const field = kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
    for (const file of files) {
      named.push({ value: file.slice(file.indexOf('=') + 1), line, field: `${field}[].files` });
    }
    for (const value of envs) named.push({ value, line, field: `${field}[].envs` });
  }
  return named;
}

/** Everything that a kustomization names, in whichever field. */
export function namedEntries({ resources, components, effects }: KustomizationFacts): ListedEntry[] {
  const { generators = [], transformers = [], validators = [] } = effects;
  const listed = [...resources, ...components, ...generators, ...transformers, ...validators];
  return [...listed, ...namedFiles(effects)];
}
