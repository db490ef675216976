import type { ApiClient } from '../connection/api-client';
import type { ReadFailure } from '../connection/read-failure';
import type { ReadClock } from '../read/list-watch';
import { DefinitionSource } from './definition-source';
import { FixedSource } from './fixed-source';
import { GroupSource } from './group-source';
import type { KindChoice } from '../../../core/kind-choice';
import type { KindSource } from './kind-source';

/** The source of what was chosen. */
export function sourceOf(
  choice: KindChoice,
  client: ApiClient,
  clock: ReadClock,
  onFailure: (failure: ReadFailure, name: string) => void,
): KindSource {
  switch (choice.type) {
    case 'resource': {
      const { group, version, resource } = choice;
      return new FixedSource({ group, version, resource, kind: '' });
    }
    case 'group':
      return new GroupSource(choice.group, client, clock, (failure) => {
        onFailure(failure, `*.${choice.group}`);
      });
    case 'definitions':
      return new DefinitionSource(client, clock, (failure) => {
        onFailure(failure, 'xrds');
      });
  }
}
