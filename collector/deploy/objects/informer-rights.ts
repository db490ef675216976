import { type KindChoice, kindChoice } from '../../../core/kind-choice';
import type { InformerConfig } from '../config/informer-config';
import type { DeployedObject } from './deployed-object';
import type { PartPlace } from './metadata';
import { clusterRoleObjects, type PolicyRule, roleObjects } from './rbac';

/** What the informer sends for what it watches. */
const READS = ['list', 'watch'];

/**
 * The rights of an informer: exactly what it asks for. Which kinds a group has is discovery, which everybody may do who has an account.
 *
 * In single namespaces only kinds that are named: of a group, and of definitions, kinds may belong to no namespace, and are read in all of the cluster.
 */
export function informerRights(config: InformerConfig, at: PartPlace): readonly DeployedObject[] {
  const { named, groups, hasDefinitions } = choices(config);
  const ofNamed = rulesOf(named, READS);
  const wide = [
    ...(hasDefinitions
      ? [
          {
            apiGroups: ['apiextensions.crossplane.io'],
            resources: ['compositeresourcedefinitions'],
            verbs: READS,
          },
        ]
      : []),
    ...groups.map((group) => ({ apiGroups: [group], resources: ['*'], verbs: READS })),
    ...causeRules(config),
  ];
  const { namespaces } = config;
  if (namespaces.length === 0) return clusterRoleObjects(at, [...ofNamed, ...wide]);
  return [
    ...namespaces.flatMap((namespace) => roleObjects(at, namespace, ofNamed)),
    ...clusterRoleObjects(at, wide),
  ];
}

/** API groups of which every kind may be read. */
export function wideGroups(config: InformerConfig): readonly string[] {
  return choices(config).groups;
}

/** Looking for a cause follows references, wherever they lead: single reads of what is named, and the events about it. */
function causeRules({ cause }: InformerConfig): readonly PolicyRule[] {
  if (cause === 'off') return [];
  const named = cause.composed.map((text) => {
    const dot = text.indexOf('.');
    return { resource: text.slice(0, dot), group: text.slice(dot + 1) };
  });
  const events = { apiGroups: [''], resources: ['events'], verbs: ['list'] };
  return [...rulesOf(named, ['get']), ...(cause.events ? [events] : [])];
}

interface Choices {
  readonly named: readonly { readonly resource: string; readonly group: string }[];
  readonly groups: readonly string[];
  readonly hasDefinitions: boolean;
}

function choices({ kinds, definitionGroups }: InformerConfig): Choices {
  const read: readonly KindChoice[] = kinds.map((text) => kindChoice.parse(text));
  const groups = new Set(definitionGroups);
  for (const choice of read) if (choice.type === 'group') groups.add(choice.group);
  return {
    // A group that may be read as a whole needs no rule for one of its kinds.
    named: read.filter((choice) => choice.type === 'resource').filter(({ group }) => !groups.has(group)),
    groups: [...groups].sort(),
    hasDefinitions: read.some(({ type }) => type === 'definitions'),
  };
}

/** One rule a group, sorted, so that the order in a configuration changes no object. */
function rulesOf(
  named: readonly { readonly resource: string; readonly group: string }[],
  verbs: readonly string[],
): readonly PolicyRule[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, resource } of named) groups.set(group, (groups.get(group) ?? new Set()).add(resource));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, resources]) => ({
      apiGroups: [group],
      resources: resources.has('*') ? ['*'] : [...resources].sort(),
      verbs,
    }));
}
