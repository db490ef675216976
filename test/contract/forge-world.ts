import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import { convergeChangeRequest } from '../../gitops/change-request/converge';
import type { ConvergeOptions, ConvergeResult } from '../../gitops/change-request/converge-options';
import type { Forge } from '../../gitops/forge/forge';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { SeedFile } from '../fixtures/git/git';

/** A run's view of a target: its own scratch repository and its own client of the forge. */
export interface Session {
  readonly repository: TargetRepository;
  readonly forge: Forge;
  close(): Promise<void>;
}

/** One forge with one repository, real enough for the contract. */
export interface ForgeWorld {
  /** The bare repository behind the forge. */
  readonly bare: string;
  open(): Promise<Session>;
  /** Open requests of all projects, as the forge itself counts them. */
  openRequests(): Promise<number>;
  /** Branches or refs of requests, open or not. */
  requestRefs(): string[];
  /** Writes that reached the forge or its repository so far. */
  writes(): number;
  /** A person commits to a branch, where a forge must be told of it; elsewhere it is done behind its back. */
  readonly commit?: (
    branch: string,
    files: Readonly<Record<string, string>>,
    author: string,
    message: string,
  ) => Promise<string>;
  /** Closes the one open request the way a person does; undefined where a forge forgets closed requests. */
  readonly closeAsPerson?: () => Promise<void>;
  remove(): Promise<void>;
}

/** How the contract suite gets a world. */
export type MakeWorld = (files: Readonly<Record<string, SeedFile>>) => Promise<ForgeWorld>;

/** Retries without waiting. */
export const IMPATIENT = { wait: () => Promise.resolve() };

/** One run of the engine in a session, with what tests rarely care about filled in. */
export function converge(
  session: Session,
  planFor: (input: PlanInput) => ChangePlan | Promise<ChangePlan>,
  options: Partial<ConvergeOptions<ChangePlan>> = {},
): Promise<ConvergeResult<ChangePlan>> {
  return convergeChangeRequest({
    repository: session.repository,
    forge: session.forge,
    project: 'storage',
    base: 'main',
    registryPath: 'claims/registry.yaml',
    planFor,
    actor: { name: 'Ana Lind', email: 'ana@example.test' },
    version: '0.1.0',
    clock: { now: () => new Date('2026-01-02T03:04:05Z') },
    retry: IMPATIENT,
    ...options,
  });
}
