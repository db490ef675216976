import type { ErrorCode } from '../../../core/errors/catalogue';
import type { StoreAnswer } from '../store-call';

/** An error on its way between threads. */
export interface WorkerFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Answer to one call. */
export type WorkerAnswer = { readonly value: StoreAnswer } | { readonly failed: WorkerFailure };

/** What the thread of a store says. */
export type WorkerMessage =
  | { readonly ready: true }
  | { readonly failed: WorkerFailure }
  | { readonly answers: readonly WorkerAnswer[] }
  | { readonly closed: true };
