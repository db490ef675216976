import { inspect } from 'node:util';

/**
 * A secret on its way into a child's environment: `child_process` turns it into its text, everything that
 * inspects or serialises it (debug output, errors) sees a placeholder.
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
