import { join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { inStep } from '../../core/ports/in-step';
import { compareText } from '../../core/text/compare-text';
import { countOf } from '../../core/text/count-of';
import { definitionName, type CustomKind } from '../../schema/documents/custom-kind';
import type { ActionContext } from '../action-context';
import { importFiles, type ImportedModule } from './import-files';
import { LOCK_FILE, lockText, readLock, type ImportLock, type LockedSource } from './import-lock';
import { parseSource, type ImportSource } from './import-source';
import { schemaFiles } from './json-schema-files';
import { listedSources } from './listed-sources';
import { mergeKinds } from './merge-kinds';
import { isModuleFolder } from './module-type';
import { digest, readSource, type ReadSource, type SourceInput } from './read-source';
import { readStored } from './stored-kind';
import { writeImports } from './write-imports';

/** What is imported, and how. */
export interface ImportOptions {
  /** As the command line writes them; none: those of cdk8s.yaml and the lock file. */
  readonly sources: readonly string[];
  /** Folder of the project. */
  readonly folder: string;
  /** Folder of the imports, from that of the project. */
  readonly out: string;
  /** Makes types of what a cluster would refuse, too. */
  readonly force: boolean;
  /** Removes the types of sources, and of definitions, that are gone. */
  readonly prune: boolean;
  /** Asks for sources elsewhere again that were imported already. */
  readonly update: boolean;
  /** Folder for JSON Schema, from that of the project. */
  readonly jsonSchema?: string;
  readonly input: SourceInput;
}

/** What was imported. */
export interface Imported {
  /** Folder of the imports, absolute. */
  readonly folder: string;
  readonly modules: readonly ImportedModule[];
  readonly sources: readonly { readonly source: string; readonly definitions: readonly string[] }[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Files of JSON Schema that were written, from the project's folder. */
  readonly schemas: readonly string[];
}

/** What is known of one source after this run. */
interface Entry {
  readonly name: string;
  readonly locked: LockedSource;
  readonly kinds: readonly CustomKind[];
}

/**
 * Imports the kinds of XRDs and CRDs: types, definitions and a lock file in the folder of the imports. Everything that is wrong with any
 * source is said at once, and then nothing is written. Warnings go to the reporter.
 *
 * @throws ToolkitError `usage-invalid`, `import-source-missing`, `import-source-unreadable`, `import-empty`, `import-conflict`,
 * `import-lock-invalid`, `definition-invalid`, `definition-refused`, `yaml-unreadable`, `file-not-writable`
 */
export async function importKinds(context: ActionContext, options: ImportOptions): Promise<Imported> {
  const folder = join(options.folder, options.out);
  const lock = await readLock(folder);
  const run = new ImportRun(context, options, folder, lock);
  const entries = await run.entries();
  const merged = mergeKinds(entries.flatMap(({ kinds }) => kinds));
  run.refuse([...run.problems, ...merged.issues]);
  const { files, modules } = importFiles(merged.kinds, await isModuleFolder(options.folder));
  const sources = Object.fromEntries(entries.map(({ name, locked }) => [name, locked]));
  const digests = Object.fromEntries([...files].map(([path, text]) => [path, digest(text)]));
  const all = new Map(files).set(LOCK_FILE, lockText({ sources, files: digests }));
  const done = await writeImports(folder, all, Object.keys(lock.files));
  const schemas =
    options.jsonSchema === undefined
      ? []
      : (await writeImports(join(options.folder, options.jsonSchema), schemaFiles(merged.kinds), [])).written;
  return {
    folder,
    modules,
    sources: entries.map(({ name, locked }) => ({ source: name, definitions: locked.definitions })),
    ...done,
    schemas: schemas.map((path) => `${options.jsonSchema ?? ''}/${path}`),
  };
}

class ImportRun {
  readonly problems: Issue[] = [];

  constructor(
    private readonly context: ActionContext,
    private readonly options: ImportOptions,
    private readonly folder: string,
    private readonly lock: ImportLock,
  ) {}

  /** Everything that is imported after this run, sorted by source. */
  async entries(): Promise<Entry[]> {
    const { options, context, lock } = this;
    const listed = await listedSources(context, options.folder);
    const isListed = new Set(listed.map(({ name }) => name));
    const asked = options.sources.map((text) => parseSource(text, context.cwd, options.folder));
    const wanted = new Map((asked.length > 0 ? asked : listed).map((source) => [source.name, source]));
    if (asked.length === 0 && listed.length === 0 && Object.keys(lock.sources).length === 0) {
      throw new ToolkitError(
        'usage-invalid',
        'nothing to import: name a source, or list it in `imports` of cdk8s.yaml',
      );
    }
    const entries: Entry[] = [];
    for (const [name, locked] of Object.entries(lock.sources)) {
      if (wanted.has(name)) continue;
      const entry = await this.standing(
        name,
        { ...locked, listed: isListed.has(name) },
        locked.listed && !isListed.has(name),
      );
      if (entry !== undefined) entries.push(entry);
    }
    for (const source of wanted.values()) {
      const entry = await this.wanted(source, isListed.has(source.name), asked.length > 0);
      if (entry !== undefined) entries.push(entry);
    }
    return entries.sort((left, right) => compareText(left.name, right.name));
  }

  /** A source that nobody asked for by name. */
  private async standing(
    name: string,
    locked: LockedSource,
    isUnlisted: boolean,
  ): Promise<Entry | undefined> {
    if (isUnlisted) {
      if (this.options.prune) return undefined;
      this.warn('import-stale', `'${name}' is not in cdk8s.yaml any more; --prune removes its types`);
      return this.stored(name, locked);
    }
    const source = this.parsed(name);
    if (this.options.sources.length > 0 || source?.kind !== 'path') return this.again(source, name, locked);
    return this.wanted(source, locked.listed, false);
  }

  /** What is elsewhere is asked for again only where somebody wants that. */
  private async again(
    source: ImportSource | undefined,
    name: string,
    locked: LockedSource,
  ): Promise<Entry | undefined> {
    const isRemote = source !== undefined && source.kind !== 'path' && source.kind !== 'stdin';
    if (this.options.update && this.options.sources.length === 0 && isRemote) {
      return this.wanted(source, locked.listed, true);
    }
    return this.stored(name, locked);
  }

  private parsed(name: string): ImportSource | undefined {
    try {
      return parseSource(name, this.options.folder, this.options.folder);
    } catch (error) {
      if (ToolkitError.isToolkitError(error)) return undefined;
      throw error;
    }
  }

  private async wanted(source: ImportSource, listed: boolean, isAsked: boolean): Promise<Entry | undefined> {
    const { name } = source;
    const before = Object.hasOwn(this.lock.sources, name) ? this.lock.sources[name] : undefined;
    const isHere = source.kind === 'path' || isAsked || this.options.update;
    if (before !== undefined && !isHere) return this.stored(name, { ...before, listed });
    try {
      return await inStep(this.context.reporter, { step: 'import', detail: name }, async () =>
        this.read(await readSource(this.context, source, this.options.input), before, listed),
      );
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      if (error.code === 'import-source-missing' && before !== undefined && this.options.prune && !listed) {
        return undefined;
      }
      if (error.kind === 'interrupted') throw error;
      this.problems.push({ code: error.code, message: error.message });
      return undefined;
    }
  }

  private async read(found: ReadSource, before: LockedSource | undefined, listed: boolean): Promise<Entry> {
    const { source, kinds, issues, files } = found;
    const forced = this.options.force || before?.forced === true;
    for (const issue of issues) this.judge(issue, forced);
    const refused = issues.filter(({ severity }) => severity !== 'warning');
    if (kinds.length === 0 && refused.length === 0) {
      this.problems.push({
        code: 'import-empty',
        message: `the source '${source.name}' has no XRD and no CRD`,
      });
    }
    const names = [...new Set(kinds.map(definitionName))];
    const lost = (before?.definitions ?? []).filter(
      (name) => !names.includes(name) && !this.isElsewhere(name, source.name),
    );
    const kept = this.options.prune ? [] : lost;
    for (const name of kept) {
      this.warn(
        'import-stale',
        `'${source.name}' does not define ${name} any more; --prune removes its types`,
      );
    }
    const stored = await Promise.all(kept.map((name) => readStored(this.folder, name)));
    const locked = {
      files,
      definitions: [...names, ...kept].sort(compareText),
      listed,
      forced: forced && refused.length > 0,
    };
    return { name: source.name, locked, kinds: [...kinds, ...stored] };
  }

  private isElsewhere(definition: string, source: string): boolean {
    return Object.entries(this.lock.sources).some(
      ([name, { definitions }]) => name !== source && definitions.includes(definition),
    );
  }

  private async stored(name: string, locked: LockedSource): Promise<Entry> {
    const kinds = await Promise.all(locked.definitions.map((each) => readStored(this.folder, each)));
    return { name, locked, kinds };
  }

  private judge(issue: Issue, forced: boolean): void {
    if (issue.severity === 'warning') this.context.reporter.report({ type: 'warning', issue });
    else if (issue.code === 'definition-refused' && forced) {
      this.context.reporter.report({ type: 'warning', issue: { ...issue, severity: 'warning' } });
    } else this.problems.push(issue);
  }

  private warn(code: Issue['code'], message: string): void {
    this.context.reporter.report({ type: 'warning', issue: { code, message, severity: 'warning' } });
  }

  /** @throws ToolkitError with all of them, and the code of the first */
  refuse(issues: readonly Issue[]): void {
    const [first] = issues;
    if (first === undefined) return;
    const message =
      issues.length === 1 ? first.message : `${countOf(issues.length, 'problem')} with what is imported`;
    throw new ToolkitError(first.code, message, { issues });
  }
}
