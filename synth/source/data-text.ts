import { emitYaml } from '../../core/yaml/emit-yaml';
import { HIDDEN_IN_TEXT } from './hidden-character';
import { type SourceText, vouched } from './source-text';

/** Plain data as a file of JSON, with escapes for what a reader would not see. */
export function jsonText(value: object): SourceText {
  const json = JSON.stringify(value, undefined, 2).replace(HIDDEN_IN_TEXT, jsonEscape);
  return vouched(`${json}\n`);
}

/** Plain data as block YAML. */
export function yamlText(value: object): SourceText {
  return vouched(emitYaml(value));
}

/** JSON knows escapes of 16 bits only. */
function jsonEscape(character: string): string {
  let text = '';
  for (let index = 0; index < character.length; index += 1) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}
