import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Expression } from './collect-expressions';

/** A text that grows: `head`, then `pump` as often as fits, then `tail`. */
export interface AdversarialText {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

/** Characters that stand for the classes which expressions tell apart. */
const CHARACTERS = [
  ...Array.from('aAzZ019 _-./:=@#"\'`\\\t\n\r\v<>{}[]()*+?!|&%~^$,;x\0\u0080\u00a0\u0301\u200b\u2028ß字'),
  '\u{1f600}',
  '\ud800',
];
/** A quantifier that repeats at least so often can make a text long. */
const MANY = 8;
/** Alternatives of one place that are followed. */
const MOST_VARIANTS = 3;
/** What ends a text, so that a match which seemed certain fails at the end, in various ways. */
const TAILS = ['\n\0', '', '\n', '!a'];

type Container = AST.Pattern | AST.Group | AST.CapturingGroup | AST.LookaroundAssertion | AST.Alternative;

/**
 * Texts on which an expression takes long, if there are any, made from the expression itself: what each of its repeated parts
 * matches, repeated; with and without what stands before it; and each beginning of a match, repeated. They end in ways that
 * make the match fail late.
 *
 * @param tails - how many endings; default: all
 */
export function adversarialTexts({ source, flags }: Expression, tails = TAILS.length): AdversarialText[] {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  const isUnicode = flags.includes('u') || flags.includes('v');
  const pattern = parser.parsePattern(source, 0, source.length, {
    unicode: isUnicode && !flags.includes('v'),
    unicodeSets: flags.includes('v'),
  });
  const sampler = new Sampler(flags.replace(/[gyd]/g, ''));
  const found = new Map<string, AdversarialText>();
  const add = (head: string, pump: string): void => {
    if (pump === '') return;
    for (const tail of TAILS.slice(0, tails)) {
      found.set(JSON.stringify([head, pump, tail]), { head, pump, tail });
    }
  };
  for (const { prefix, pumps } of sampler.repeatedParts(pattern)) {
    for (const pump of pumps) {
      add(prefix, pump);
      add('', pump);
      if (prefix !== '') add('', prefix + pump);
    }
    add('', prefix);
    for (const [index, pump] of pumps.entries()) {
      const next = pumps[(index + 1) % pumps.length] ?? '';
      add(prefix, pump + next);
    }
  }
  for (const whole of sampler.samples(pattern)) {
    add('', whole);
    add('', whole.slice(0, -1));
  }
  for (const character of ['a', ' ', '\n', '"', '/']) add('', character);
  return [...found.values()];
}

interface RepeatedPart {
  /** What stands before it in a match. */
  readonly prefix: string;
  readonly pumps: readonly string[];
}

class Sampler {
  readonly #flags: string;
  readonly #matched = new Map<string, readonly string[]>();

  constructor(flags: string) {
    this.#flags = flags;
  }

  /** Every quantifier that can make a text long, with what it repeats. */
  repeatedParts(pattern: AST.Pattern): RepeatedPart[] {
    const parts: RepeatedPart[] = [];
    this.#visit(pattern, '', parts);
    return parts;
  }

  #visit(node: AST.Node, prefix: string, parts: RepeatedPart[]): void {
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the rest repeats nothing and matches nothing
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        for (const alternative of node.alternatives) this.#visit(alternative, prefix, parts);
        break;
      case 'Assertion':
        if ('alternatives' in node) {
          for (const alternative of node.alternatives) this.#visit(alternative, prefix, parts);
        }
        break;
      case 'Alternative': {
        let before = prefix;
        for (const element of node.elements) {
          this.#visit(element, before, parts);
          before += this.samples(element)[0] ?? '';
        }
        break;
      }
      case 'Quantifier':
        if (node.max >= MANY) parts.push({ prefix, pumps: this.samples(node.element) });
        this.#visit(node.element, prefix, parts);
        break;
    }
  }

  /** Some texts that a part matches; of assertions the empty one. */
  samples(node: AST.Node): readonly string[] {
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the rest repeats nothing and matches nothing
    switch (node.type) {
      case 'Character':
        return [String.fromCodePoint(node.value)];
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#charactersOf(node.raw);
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return spread(node.alternatives.map((alternative) => this.samples(alternative)));
      case 'Alternative':
        return this.#sequence(node);
      case 'Quantifier': {
        const count = Math.max(node.min, 1);
        return node.max === 0 ? [''] : this.samples(node.element).map((text) => text.repeat(count));
      }
      case 'Backreference':
        return Array.isArray(node.resolved) ? [''] : [this.samples(node.resolved)[0] ?? ''];
      default:
        return [''];
    }
  }

  #sequence({ elements }: Extract<Container, { type: 'Alternative' }>): readonly string[] {
    let texts: readonly string[] = [''];
    for (const element of elements) {
      const samples = this.samples(element);
      texts = Array.from(
        { length: Math.min(MOST_VARIANTS, Math.max(texts.length, samples.length)) },
        (_, index) => (texts[index % texts.length] ?? '') + (samples[index % samples.length] ?? ''),
      );
    }
    return texts;
  }

  #charactersOf(raw: string): readonly string[] {
    let found = this.#matched.get(raw);
    if (found === undefined) {
      const one = new RegExp(`^(?:${raw})$`, this.#flags.includes('s') ? this.#flags : `${this.#flags}s`);
      const all = CHARACTERS.filter((character) => one.test(character));
      // the first, the last and one of the middle belong to different ranges
      found = [...new Set([all[0], all.at(-1), all[all.length >> 1]].filter((text) => text !== undefined))];
      this.#matched.set(raw, found);
    }
    return found.length === 0 ? [''] : found;
  }
}

/** One of each, then the second of each, up to {@link MOST_VARIANTS}, and never fewer than one of each of the first eight. */
function spread(lists: readonly (readonly string[])[]): readonly string[] {
  const texts: string[] = [];
  for (let index = 0; index < MOST_VARIANTS && texts.length < 8; index += 1) {
    for (const list of lists) {
      const text = list[index];
      if (text !== undefined && texts.length < 8) texts.push(text);
    }
  }
  return texts.length === 0 ? [''] : texts;
}
