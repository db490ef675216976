import { ToolkitError } from '../../../core/errors/toolkit-error';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const DISK_FULL = '53100';
/** Wrong user or password, no such database, no right to make a table. */
const FOR_A_PERSON = /^(?:28|3D|3F|42501)/;
/** What is wrong with the values of a statement, whoever sends them again: data, constraints, limits. */
const OF_VALUES = /^(?:22|23|54)/;

/** Makes errors of the driver the errors of a store, without the password whoever repeats it. */
export class PostgresFailures {
  readonly #password: string;

  constructor(password: string) {
    this.#password = password;
  }

  /** Nothing was kept where the disk is full; else it is not known. */
  of(error: unknown): ToolkitError {
    if (ToolkitError.isToolkitError(error)) return error;
    return codeOf(error) === DISK_FULL
      ? new ToolkitError('store-full', `the store is full: ${this.words(error)}`)
      : new ToolkitError('store-unavailable', `the store does not answer: ${this.words(error)}`);
  }

  /** As {@link of}, and where a person has to change something before it can be opened. */
  opening(error: unknown): ToolkitError {
    if (ToolkitError.isToolkitError(error) || !FOR_A_PERSON.test(codeOf(error) ?? '')) return this.of(error);
    return new ToolkitError('store-unreadable', `the database cannot be opened: ${this.words(error)}`);
  }

  private words(error: unknown): string {
    const { message = '', errors = [] } = Object(error) as { message?: string; errors?: readonly Error[] };
    // A host with several addresses fails once for each, and the whole has no words.
    const said = message === '' ? errors.map((each) => each.message).join('; ') : message;
    const code = codeOf(error);
    const words = code === undefined ? said : `${said} (${code})`;
    return [this.#password, encodeURIComponent(this.#password)]
      .filter((secret) => secret !== '')
      .reduce((text, secret) => text.replaceAll(secret, '***'), words);
  }
}

/** Whether a statement failed for what one of its calls holds, so that the others may succeed without it. */
export function isOfValues(error: unknown): boolean {
  return OF_VALUES.test(codeOf(error) ?? '');
}

/** SQLSTATE, or the system's name of an error of the network. */
function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
