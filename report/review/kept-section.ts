import { redactText } from '../../core/secrets/redact-text';
import { KEPT_WORDS } from '../view/kept-words';
import type { KeptView } from '../view/plan-view';
import { code, phrase, type Phrase } from '../view/phrase';
import { declaredAt, listed } from './claim-section';
import { foldedSection } from './folded-section';
import type { DiffContext } from './review-context';
import { KEPT, type Section } from './section';

/** A file that is kept, folded: why, and what the program says instead. */
export function keptSection(view: KeptView, heading: string, context: DiffContext): Section {
  const { path, reason, source, programChanged, fields } = view.planned;
  const overwrite = phrase`${code('--overwrite')} ${code(view.claim)}`;
  const takes = reason === 'hand-edited-removal' ? 'removes it' : 'takes what the program says';
  return foldedSection({
    id: `${KEPT}${path}`,
    heading,
    tell: () => ({
      summary: phrase`kept ${code(path)}`,
      facts: [
        phrase`${KEPT_WORDS[reason].sentence}`,
        phrase`File ${{ file: path, base: context.targetUrl }}`,
        ...(source === undefined ? [] : [declaredAt(source, context)]),
        ...(programChanged ? [['The program has another value here; it is not written']] : []),
        ...mergeFacts(view),
        phrase`${overwrite} ${takes}`,
      ],
      path,
      planned: fields,
      fields: view.fields(),
      lead: ['What the program says instead; it is not written:'],
    }),
  });
}

function mergeFacts({ merge, claim }: KeptView): Phrase[] {
  if (merge?.status === 'clean') {
    return [
      phrase`${code('--merge-edits')} ${code(claim)} adds the program's changes to the file, without conflict`,
    ];
  }
  if (merge?.status !== 'conflicts') return [];
  const paths = listed(merge.conflicts.map(({ path }) => redactText(path)));
  return [phrase`The program and a person changed these fields differently: ${paths}`];
}
