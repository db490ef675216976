import { DOCUMENTS, type JsonObject } from '../claim-model';
import { pathSegments } from '../field-path';
import { keyStrength, type KeyStrength } from './secret-key';

/** What the surroundings of a value say about it. */
export interface ValuePlace {
  readonly strength: KeyStrength;
  /** True below maps such as `stringData`, `secrets`, `passwords`: the strength holds for every value in them. */
  readonly spreads: boolean;
  /** True below `encryptedData` of a SealedSecret: ciphertext is made to be shown. */
  readonly isEncrypted: boolean;
}

/** A place that says nothing. */
export const PLAIN_PLACE: ValuePlace = { strength: 'none', spreads: false, isEncrypted: false };
const SECRET_DATA: ValuePlace = { strength: 'strong', spreads: true, isEncrypted: false };

/** Names that say nothing of their own: a value speaks for what it is the value of. */
const GENERIC =
  /^(?:value|values|parametervalue|stringvalue|val|data|content|literal|string|default|text|plain|plaintext|\d+)$/i;
/** A map or list of secrets rather than one. */
const PLURAL = /(?:secrets|tokens|credentials|creds|passwords|passphrases|keys|auth)$/i;
/** Fields beside a secret that are not the secret. */
const ABOUT_SECRETS =
  /^(?:name|namespace|key|kind|type|id|apiVersion|version|path|optional|property|labels|annotations|metadata|ttl|.*(?:Ref|Refs|Name|From|Path|Type|Policy|Id))$/;

/**
 * The place of one field of an object.
 *
 * @param siblings - the object on each side of a change: `name: DB_PASSWORD` speaks for the `value` beside it, `kind: Secret` for `data`
 */
export function placeOfChild(
  key: string,
  parent: ValuePlace,
  siblings: readonly (JsonObject | undefined)[],
): ValuePlace {
  if (key === 'encryptedData' || parent.isEncrypted) {
    return { strength: keyStrength(key), spreads: false, isEncrypted: true };
  }
  if (
    key === 'stringData' ||
    (key === 'data' && siblings.some((side) => ownText(side, 'kind') === 'Secret'))
  ) {
    return SECRET_DATA;
  }
  // in an ExternalSecret it names the key
  const isName =
    key === 'secretKey' && siblings.some((side) => side !== undefined && Object.hasOwn(side, 'remoteRef'));
  const own = isName ? 'none' : keyStrength(key);
  const isGeneric = GENERIC.test(key);
  const inherits = isGeneric || (parent.spreads && !ABOUT_SECRETS.test(key));
  let strength = inherits ? stronger(own, parent.strength) : own;
  if (isGeneric) {
    for (const side of siblings) {
      strength = stronger(strength, keyStrength(nameBeside(side)));
    }
  }
  return {
    strength,
    spreads: (inherits && parent.spreads) || (own !== 'none' && PLURAL.test(key)),
    isEncrypted: false,
  };
}

/** The place that a dotted path such as `spec.env[DB_PASSWORD].value` names; `isSecret`: it starts at an object of kind `Secret`. */
export function placeOfPath(path: string, isSecret: boolean): ValuePlace {
  let place = PLAIN_PLACE;
  let afterIndex = false;
  const segments = pathSegments(path);
  // What kind a further document of the file is, is not known here: it may be a Secret.
  const top = segments[0]?.text === DOCUMENTS && segments[1]?.isItem === true ? 2 : isSecret ? 0 : -1;
  for (const [index, { text, isItem }] of segments.entries()) {
    const isIndex = isItem && /^\d*$/.test(text);
    // an item goes on from its list, and its name speaks for its value
    if (!isIndex) {
      place = index === top && text === 'data' ? SECRET_DATA : placeOfChild(text, place, []);
      if (afterIndex && text === 'value') {
        // the name beside the value is not known here: it may be any
        place = { ...place, strength: stronger(place.strength, 'weak') };
      }
    }
    afterIndex = isIndex;
  }
  return place;
}

function stronger(a: KeyStrength, b: KeyStrength): KeyStrength {
  if (a === 'strong' || b === 'strong') {
    return 'strong';
  }
  if (a === 'weak' || b === 'weak') {
    return 'weak';
  }
  return a === 'header' || b === 'header' ? 'header' : 'none';
}

/** Fields that name what stands in the `value` beside them: of environment variables, parameters, headers, settings. */
const NAMES = [
  'name',
  'key',
  'Name',
  'Key',
  'ParameterKey',
  'parameterKey',
  'variable',
  'header',
  'option',
  'property',
  'field',
];

function nameBeside(side: JsonObject | undefined): string {
  for (const name of NAMES) {
    const text = ownText(side, name);
    if (text !== undefined) {
      return text;
    }
  }
  return '';
}

function ownText(object: JsonObject | undefined, key: string): string | undefined {
  const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
