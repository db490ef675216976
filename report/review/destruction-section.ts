import type { ChangeKind } from '../../core/plan';
import { isLive, type LiveState } from '../../core/status/live-state';
import type { DestroyedObject, Destruction } from '../view/destruction';
import { livePhrase } from '../view/live-phrase';
import { isOfCrossplane, isOfKubernetes, takenAlong } from '../view/object-kinds';
import { code, joinPhrases, phrase, strong, type Phrase } from '../view/phrase';
import { objectPhrase } from './object-phrase';
import type { Section } from './section';

/** What removals and replacements destroy, and what is not known about it. */
export function destructionSection(destructions: readonly Destruction[]): Section | undefined {
  if (destructions.length === 0) {
    return undefined;
  }
  const items = destructions.map(({ change, objects }) => {
    const what = objects.map(
      (object) =>
        phrase`${objectPhrase(object.identity)} is deleted from the cluster. ${fatePhrase(object, change.change)}`,
    );
    const live = change.live?.some(isLive) === true ? phrase`${strong(livePhraseOf(change.live))} ` : '';
    return phrase`${code(`${change.category}/${change.name}`)} is ${change.change}: ${live}${joinPhrases(what, ' ')}`;
  });
  return { id: 'destruction', heading: 'What this destroys', blocks: [{ type: 'list', items }] };
}

/** A claim that stands in a cluster is another thing to remove than one that nobody has. */
function livePhraseOf(live: readonly LiveState[]): Phrase {
  return phrase`It is live, the registry says: ${livePhrase(live)}.`;
}

function fatePhrase(
  { identity: object, fate, fields, holdsData, isComplete }: DestroyedObject,
  change: ChangeKind,
): Phrase {
  const evidence = joinPhrases(
    fields.slice(0, 3).map(({ path, value }) => phrase`${code(path)} is ${code(value)}`),
    ', ',
  );
  switch (fate) {
    case 'kept':
      return phrase`The real resource is kept: ${evidence}.`;
    case 'destroyed': {
      const data = holdsData ? ', and its data with it' : '';
      return phrase`${strong(phrase`The real resource is destroyed${data}`)}: ${evidence}.`;
    }
    case 'unknown': {
      if (object !== undefined && isOfKubernetes(object)) {
        const along = takenAlong(object);
        return along === undefined
          ? ['This is a kind of Kubernetes itself: only what the cluster made for it is deleted with it.']
          : [strong([along])];
      }
      const data = holdsData ? phrase`${strong(['This kind usually holds data, which may be lost.'])} ` : '';
      const known = isComplete
        ? 'It has no deletion policy'
        : change === 'removed'
          ? 'Its file could not be read, so its deletion policy is not known'
          : 'No deletion policy is among the fields that differ';
      const decides =
        object !== undefined && isOfCrossplane(object)
          ? 'Crossplane deletes the real resource unless a policy says otherwise.'
          : 'if a Crossplane composition makes its resources, the composition decides, and Crossplane deletes them unless a policy says otherwise.';
      return phrase`${data}${known}; ${decides}${evidence.length === 0 ? '' : phrase` (${evidence})`}`;
    }
  }
}
