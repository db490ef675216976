import { MODELS_DOCUMENT_VERSION, type ModelsDocument } from '../../core/models-document';
import type { Artifacts, PlanConfig } from '../../core/plan-config';
import type { Snapshot } from '../../core/snapshot';
import { artifactsOf } from '../../harvester/artifacts';
import { compareText } from '../../core/text/compare-text';
import type { ChoiceRule } from '../../harvester/claim-kinds/claim-choice';
import type { GivenKinds } from '../../harvester/claim-kinds/choice-of-tree';
import { parseLedgerPath, readLedger } from '../../harvester/ledger';
import { StandingTree } from '../../harvester/tree/standing-tree';
import type { Rule } from '../policy/rule';
import { readCatalog } from './catalog-of-claims';
import type { SourceFile } from './category-source';
import { claimModelOf } from './claim-model-of';
import { OWN_KINDS, type KnownKind } from './known-kinds';
import { programSource } from './main-source';
import { entriesWithoutText, type UnreadEntries } from './entries-without-text';
import type { LeftOut } from './left-out';
import { surveyTree, type UnknownKind } from './survey-tree';

/** How an existing tree is taken over. */
export interface AdoptOptions {
  /** Folder of the claims in the target; default `claims`. */
  readonly root?: string;
  /** Name of the project that will own the claims. */
  readonly project: string;
  /** One file per claim instead of one per category. Default false. */
  readonly split?: boolean;
  /** Also what nothing applies and no registry names. Default false. */
  readonly includeOrphans?: boolean;
  /** What relative imports end with. Default `.ts`, for Node's own type stripping. */
  readonly importExtension?: '' | '.ts';
  /** Kinds that there are classes for. Default: those of this package. */
  readonly kinds?: readonly KnownKind[];
  /** Kinds of claims, as far as the tree does not say them itself. */
  readonly claimKinds?: Omit<GivenKinds, 'owned'>;
  /** What is known of entries of the tree that have no text. */
  readonly entries?: UnreadEntries;
  /** Rules that the program would be refused by; what breaks one is left out. */
  readonly rules?: readonly Rule[];
}

/** An existing tree as a program. */
export interface Adoption {
  /** `main.ts` and the files below `claims/`. */
  readonly files: readonly SourceFile[];
  /** What the program will declare. */
  readonly models: ModelsDocument;
  /** What most catalog-info files of the tree say, for `gitops.catalog`. */
  readonly catalog: PlanConfig['catalog'];
  /** Slug that the tree uses, for `gitops.repository`, where its files agree. */
  readonly repository?: string;
  /** Web address of the forge that the tree uses, for `gitops.webUrl`. */
  readonly webUrl?: string;
  /** What stays as it is, sorted by path. */
  readonly leftOut: readonly LeftOut[];
  /** How claims were told from other manifests. */
  readonly rule: ChoiceRule;
  /** Kinds that somebody named and no object of the tree has. */
  readonly unknownKinds: readonly UnknownKind[];
  /** What the tree does not have beside its claims, for `gitops.artifacts`: each is false. */
  readonly artifacts: Readonly<Partial<Artifacts>>;
}

/**
 * TypeScript for an existing tree: a program whose plan leaves every claim file of it byte for byte. Pure; the contents of
 * all files of `adoptedPaths` must be in the snapshot.
 *
 * @throws ToolkitError `registry-unreadable`, `target-file-unreadable` when a shared file cannot be read
 */
export function adoptRepository(snapshot: Snapshot, options: AdoptOptions): Adoption {
  const { root = 'claims', split = false, importExtension = '.ts', kinds = OWN_KINDS } = options;
  const tree = new StandingTree({ ...snapshot, root });
  const { foreign, owned } = ledgerFiles(tree, options.project);
  const survey = surveyTree(tree, {
    foreign,
    kinds: { ...options.claimKinds, owned },
    includeOrphans: options.includeOrphans ?? false,
    rules: options.rules ?? [],
  });
  const facts = readCatalog(survey.claims, snapshot, survey.repositories);
  const files = programSource(survey.claims, { kinds, split, importExtension, root });
  const claims = survey.claims.map(claimModelOf);
  const categories = [...new Set(claims.map(({ category }) => category))].map((name) => ({ name }));
  const models = { version: MODELS_DOCUMENT_VERSION, categories, claims, issues: [] } as const;
  const leftOut = [...survey.leftOut, ...entriesWithoutText(snapshot.index, root, options.entries ?? {})];
  leftOut.sort((left, right) => compareText(left.path, right.path) || left.line - right.line);
  const { rule, unknownKinds } = survey;
  return {
    files,
    models,
    ...facts,
    leftOut,
    rule,
    unknownKinds,
    artifacts: missingArtifacts(snapshot, root),
  };
}

/** What an existing tree does without, it goes on without. */
function missingArtifacts({ index }: Snapshot, root: string): Partial<Artifacts> {
  const missing = Object.entries(artifactsOf(index, root)).filter(([, has]) => !has);
  return Object.fromEntries(missing);
}

/** Files that ledgers name, and those of other projects among them by the name of the project. */
function ledgerFiles(
  tree: StandingTree,
  project: string,
): { readonly foreign: ReadonlyMap<string, string>; readonly owned: ReadonlySet<string> } {
  const foreign = new Map<string, string>();
  const owned = new Set<string>();
  for (const path of tree.ledgerPaths) {
    const owner = parseLedgerPath(tree.source.root, path)?.project ?? '';
    const text = tree.source.contents.get(path);
    if (text === undefined) continue;
    // What is wrong with the ledger of another project is theirs to fix.
    for (const line of readLedger(text).lines) {
      owned.add(line.path);
      if (owner !== project) foreign.set(line.path, owner);
    }
  }
  return { foreign, owned };
}
