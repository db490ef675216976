import type { Change, Remake } from '../../core/plan';
import { metadataWords, withoutNamespace } from '../../core/remake-words';
import type { ChangeView } from '../view/plan-view';
import { livePhrase } from '../view/live-phrase';
import { REWRITE_WORDS } from '../view/rewrite-words';
import { code, joinPhrases, phrase, type Phrase } from '../view/phrase';
import { sourceUrlOf } from '../view/program-origin';
import { countedFields, foldedSection } from './folded-section';
import { objectPhrase } from './object-phrase';
import type { DiffContext } from './review-context';
import type { Section } from './section';

/** Files of a claim listed by name. */
const MOST_FILES = 5;

/** One change of a claim, folded: where it is declared, what it touches, what differs. */
export function claimSection(view: ChangeView, heading: string, context: DiffContext): Section {
  const { claim, planned } = view;
  return foldedSection({
    id: claim,
    heading,
    tell: () => ({
      summary: claimSummary(view),
      facts: claimFacts(view, context),
      path: planned.path,
      planned: planned.fields,
      fields: view.fields(),
    }),
  });
}

function claimSummary({ claim, words, planned }: ChangeView): Phrase {
  const from = planned.from === undefined ? '' : phrase`${code(planned.from)} → `;
  const fields = planned.fields.length === 0 ? '' : phrase` · ${countedFields(planned.fields)}`;
  return phrase`${words.word} ${from}${code(claim)} · ${code(planned.kind)}${fields}`;
}

function claimFacts({ planned, replaced }: ChangeView, context: DiffContext): Phrase[] {
  const { change, source, from, before, deletes = [], remakes = [], path, files } = planned;
  const isRemoved = change === 'removed';
  const facts: Phrase[] = [];
  if (source !== undefined) facts.push(phrase`${declaredAt(source, context)} as ${code(source.construct)}`);
  if (planned.live !== undefined) facts.push(phrase`The registry says: ${livePhrase(planned.live)}`);
  if (from !== undefined) facts.push(phrase`Moved from ${code(from)}; ${stayPhrase(from, planned)}`);
  if (replaced !== undefined) {
    facts.push(
      phrase`${objectPhrase(replaced.before)} is deleted from the cluster, ${objectPhrase(replaced.after)} is created`,
    );
  }
  if (isRemoved) facts.push(phrase`${objectPhrase(before)} is deleted from the cluster`);
  for (const object of deletes) {
    facts.push(phrase`${objectPhrase(object)} of the same file is deleted from the cluster`);
  }
  if (change === 'registry-only') {
    facts.push(['Its own files stay; what names it in shared files (registry, lists or ledger) changes']);
  }
  facts.push(...remakes.map((remake) => remakeFact(remake, planned)));
  for (const { path: file, extent, why } of planned.rewrites ?? []) {
    facts.push(phrase`${code(file)}: ${[REWRITE_WORDS[extent]]}: ${code(why, 200)}`);
  }
  facts.push(phrase`File ${{ file: path, base: isRemoved ? context.targetUrl : undefined }}`);
  const others = files.filter((file) => file !== path);
  if (others.length > 0) facts.push(phrase`Also touched: ${listed(others)}`);
  return facts;
}

/** Where a claim is declared. */
export function declaredAt(
  { file, line }: { readonly file: string; readonly line: number },
  context: DiffContext,
): Phrase {
  return phrase`Declared at ${{ file, line, base: sourceUrlOf(context, file) }}`;
}

/** The first of some names, and how many more there are. */
export function listed(names: readonly string[]): Phrase {
  const shown = joinPhrases(
    names.slice(0, MOST_FILES).map((name) => [code(name)]),
    ', ',
  );
  return names.length > MOST_FILES ? phrase`${shown} and ${names.length - MOST_FILES} more` : shown;
}

/** Inside of one category a move is none for whoever applies it; two categories may be pruned one before the other is applied (Flux's FAQ). */
function stayPhrase(from: string, { category, between }: Change): Phrase {
  if (between !== undefined) {
    return phrase`the controller that applies ${code(between.from || '.')} may delete the object before the one that applies ${code(between.to || '.')} creates it again, which needs an acknowledgement; ${code('kustomize.toolkit.fluxcd.io/prune: disabled')} on it, merged first, keeps it`;
  }
  if (from.startsWith(`${category}/`)) return ['the object in the cluster stays'];
  return [
    'it is the same object in the cluster; it stays if one Flux Kustomization or Argo CD Application applies both categories, but if two do, one may prune it before the other applies it again',
  ];
}

function remakeFact(remake: Remake, { change, before, after }: Change): Phrase {
  const keeps = phrase`${code(metadataWords(remake), 300)}${[withoutNamespace(remake)]}`;
  return change === 'removed'
    ? phrase`May be ${code(remake.claim)} under another id: ${objectPhrase(before)} is still deleted, which needs an acknowledgement; ${keeps} there keeps it`
    : phrase`May be ${code(remake.claim)} under another id: to the cluster ${objectPhrase(after)} is a new object, and the old one is deleted, which needs an acknowledgement; ${keeps} here keeps the old one`;
}
