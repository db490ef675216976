import type { DocumentPath } from './finding';

/** One level below another: of a keyword, and of the property or branch that the keyword holds. */
interface Level {
  readonly above: Level | undefined;
  readonly keyword: string | number;
  readonly name: string | number | undefined;
}

/** Where a walk through a schema is. Its two forms are made only where something is said: nearly all schemas are right. */
export class SchemaPlace {
  private constructor(
    private readonly root: { readonly path: DocumentPath; readonly field: string },
    private readonly level?: Level,
  ) {}

  /** @param field - how the cluster calls the schema; default: nothing asks for that */
  static root(path: DocumentPath, field = ''): SchemaPlace {
    return new SchemaPlace({ path, field });
  }

  /** @param name - of the property, or index of the branch */
  below(keyword: string | number, name?: string | number): SchemaPlace {
    return new SchemaPlace(this.root, { above: this.level, keyword, name });
  }

  /** In the document. */
  get path(): DocumentPath {
    const steps = this.levels().flatMap(({ keyword, name }) =>
      name === undefined ? [keyword] : [keyword, name],
    );
    return [...this.root.path, ...steps];
  }

  /** As the cluster writes it: `….properties[spec].items`. */
  get field(): string {
    const steps = this.levels().map(
      ({ keyword, name }) => `.${keyword}${name === undefined ? '' : `[${name}]`}`,
    );
    return `${this.root.field}${steps.join('')}`;
  }

  private levels(): Level[] {
    const levels: Level[] = [];
    for (let at = this.level; at !== undefined; at = at.above) levels.push(at);
    return levels.reverse();
  }
}
