import type { DatabaseSync } from 'node:sqlite';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { decideWrite } from '../decide/decide-write';
import { snapshotOf } from '../decide/snapshot-of';
import type { StatusBook } from '../decide/status-book';
import type { StoreRules } from '../decide/store-rules';
import type { GroupAnswer } from '../group-queue';
import { isWrite, type ReadCall, type StoreAnswer, type StoreCall, type WriteCall } from '../store-call';
import { MOST_TRANSITIONS, type Transition } from '../stored-status';
import { loadBook } from './load-book';
import { isFull, openDatabase } from './open-database';
import { prepareStatements, type Statements } from './statements';
import { StoredTerms } from './stored-terms';
import { ChangeWriter } from './write-changes';

/** Key of what is written to see whether there is room: no claim has it. */
const PROBE = 'probe';
const PROBE_SIZE = 64 * 1024;

/** What a SQLite store is opened with. */
export interface SqliteOptions {
  readonly folder: string;
  readonly rules: StoreRules;
  readonly pageLimit?: number;
}

/** The database with everything in it at hand. Runs in a thread of its own, because every commit waits for the disk. */
export class SqliteEngine {
  private readonly database: DatabaseSync;
  private readonly statements: Statements;
  private readonly rules: StoreRules;
  private readonly terms: StoredTerms;
  private writer: ChangeWriter;
  private book: StatusBook;
  private commits = 0;
  private reports = 0;
  private failure: unknown;

  /** @throws ToolkitError as {@link openDatabase} */
  constructor({ folder, rules, pageLimit }: SqliteOptions) {
    this.database = openDatabase(folder, pageLimit);
    this.statements = prepareStatements(this.database, MOST_TRANSITIONS);
    this.rules = rules;
    this.terms = new StoredTerms(this.database, this.statements.putTerm);
    this.book = loadBook(this.database);
    this.writer = new ChangeWriter(this.statements);
  }

  /** Carries out a group of calls in order, with one commit. Where that fails no write of the group counts, and what was read is read again. */
  run(calls: readonly StoreCall[], now: number): readonly GroupAnswer<StoreAnswer>[] {
    try {
      const decided = calls.map((call) => (isWrite(call) ? { value: this.decide(call, now) } : call));
      this.commit();
      return decided.map((each) => ('value' in each ? each : this.answer(each, now)));
    } catch (error) {
      const failure = storeFailure(error);
      this.failure = failure;
      this.startAgain();
      return calls.map((call) => (isWrite(call) ? { error: failure } : this.answer(call, now)));
    }
  }

  close(): void {
    this.database.close();
  }

  private decide(call: WriteCall, now: number): StoreAnswer {
    if (call.does === 'report') this.reports += call.batch.reports.length;
    return decideWrite(this.book, call, now, this.rules);
  }

  private commit(): void {
    const { book, database, writer } = this;
    if (!hasChanges(book)) return;
    database.exec('BEGIN IMMEDIATE');
    writer.write(book);
    database.exec('COMMIT');
    this.commits += 1;
    this.failure = undefined;
    writer.committed(book);
    book.written();
  }

  private answer(call: ReadCall, now: number): GroupAnswer<StoreAnswer> {
    try {
      return { value: this.readAnswer(call, now) };
    } catch (error) {
      return { error: storeFailure(error) };
    }
  }

  private readAnswer(call: ReadCall, now: number): StoreAnswer {
    switch (call.does) {
      case 'read':
        return snapshotOf(this.book, call.cluster);
      case 'history':
        return this.statements.history
          .all(call.key)
          .map((row) => JSON.parse(row['body'] as string) as Transition);
      case 'note':
        return this.statements.note.get(call.name)?.['body'] as string | undefined;
      case 'keepNote':
        this.statements.keepNote.run(call.name, call.text);
        return undefined;
      case 'lead':
        return this.terms.lead(call.request, now);
      case 'figures': {
        const { commits, reports, book } = this;
        return { claims: book.liveCount, clusters: book.allClusters().length, commits, reports };
      }
      case 'check':
        this.probe();
        return undefined;
    }
  }

  /** After a failure nobody writes until somebody tries: writes some pages, and takes them back, to see whether there is room again. */
  private probe(): void {
    if (this.failure === undefined) return;
    const { addTransition, removeTransitions } = this.statements;
    try {
      this.database.exec('BEGIN IMMEDIATE');
      addTransition.run(PROBE, ' '.repeat(PROBE_SIZE));
      this.database.exec('COMMIT');
      removeTransitions.run(PROBE);
      this.failure = undefined;
    } finally {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
    }
  }

  /** SQLite may have rolled back already: then there is no transaction to end. */
  private startAgain(): void {
    if (this.database.isTransaction) this.database.exec('ROLLBACK');
    this.book = loadBook(this.database);
    this.writer = new ChangeWriter(this.statements);
  }
}

function hasChanges({
  changedStatuses,
  changedSessions,
  changedKinds,
  changedClusters,
}: StatusBook): boolean {
  return changedStatuses.size + changedSessions.size + changedKinds.size + changedClusters.size > 0;
}

function storeFailure(error: unknown): ToolkitError {
  if (ToolkitError.isToolkitError(error)) return error;
  const words = error instanceof Error ? error.message : String(error);
  return isFull(error)
    ? new ToolkitError('store-full', `the store is full: ${words}`, { cause: error })
    : new ToolkitError('store-unavailable', `the store does not answer: ${words}`, { cause: error });
}
