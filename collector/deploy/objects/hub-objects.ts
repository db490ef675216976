import type { HubConfig } from '../config/hub-config';
import { collectorObjects } from './collector-objects';
import type { DeployedObject } from './deployed-object';
import { namespaceObjects } from './namespace';
import { registryObjects } from './registry-objects';

/** Every object of a hub: the collector, and the API of the registry where it is asked for. */
export function hubObjects(config: HubConfig): readonly DeployedObject[] {
  return [
    ...namespaceObjects(config, config.store.type === 'sqlite'),
    ...collectorObjects(config),
    ...registryObjects(config),
  ];
}
