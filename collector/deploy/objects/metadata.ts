import { objectName, type Part } from '../config/object-names';
import type { PlaceConfig } from '../config/pod-config';
import type { Frozen } from '../config/check-input';
import type { KubernetesObject } from './deployed-object';

/** A part of a component, and where its objects are. */
export interface PartPlace {
  readonly place: Frozen<Pick<PlaceConfig, 'namespace' | 'prefix' | 'labels'>>;
  readonly part: Part;
}

/** What a Deployment selects its pods by; it can never change (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates). */
export function selectorLabels({ place, part }: PartPlace): Record<string, string> {
  return {
    'app.kubernetes.io/name': objectName('claims', part),
    'app.kubernetes.io/instance': objectName(place.prefix, part),
  };
}

/** Labels of every object of a part; what the configuration says never replaces one of ours. */
export function partLabels({ place, part }: PartPlace): Record<string, string> {
  return {
    ...place.labels,
    ...selectorLabels({ place, part }),
    'app.kubernetes.io/component': part,
    'app.kubernetes.io/part-of': 'cdk8s-claims',
  };
}

/** Metadata of an object of a part, in its namespace. */
export function metadata(at: PartPlace, suffix = ''): KubernetesObject['metadata'] & { namespace: string } {
  const base = objectName(at.place.prefix, at.part);
  return {
    name: suffix === '' ? base : `${base}-${suffix}`,
    namespace: at.place.namespace,
    labels: partLabels(at),
  };
}
