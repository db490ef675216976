import type { IConstruct } from 'constructs';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import { collectModels } from '../collect/collect-models';

interface Synthesized {
  /** Constructs in the app when it was synthesized. */
  readonly size: number;
  readonly models: ModelsDocument;
  readonly tell: (models: ModelsDocument) => void;
}

const watched = new Map<IConstruct, Synthesized>();

/**
 * Looks at an app again when the process ends: a claim that is made after `synth()`, in a callback or behind a forgotten `await`, is in no
 * document, and would seem to be removed.
 *
 * @param tell - called at the end of the process where there are such claims, with the models of all, which have an issue for each of these
 */
export function watchForLateClaims(
  app: IConstruct,
  models: ModelsDocument,
  tell: (models: ModelsDocument) => void,
): void {
  if (watched.size === 0) process.once('exit', lookAgain);
  watched.set(app, { size: sizeOf(app), models, tell });
}

function lookAgain(): void {
  for (const [app, { size, models, tell }] of watched) {
    if (sizeOf(app) === size) continue;
    const known = new Set(models.claims.map(({ constructPath }) => constructPath));
    const again = collectModels(app);
    const late = again.claims.filter(({ constructPath }) => !known.has(constructPath));
    const issues = [...again.issues, ...late.map(lateIssue)];
    if (issues.length > models.issues.length) tell({ ...again, issues });
  }
}

function sizeOf(app: IConstruct): number {
  return app.node.findAll().length;
}

function lateIssue({ constructPath, source }: ModelsDocument['claims'][number]): Issue {
  return {
    code: 'claim-after-synth',
    message: 'this claim is made after app.synth(), which hands the claims over',
    construct: constructPath,
    ...(source !== undefined && { source }),
    hint: 'call app.synth() last, and await what makes claims before it',
  };
}
