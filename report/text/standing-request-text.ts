import type { StandingRequestView } from '../view/standing-request';
import { ageText } from './age-text';
import { joined, line, own, visible, visibleLines, type Shown } from './shown';
import type { Style } from './style';
import { wrapText } from './wrap-text';

/** A standing request for people. */
export function standingRequestText(
  view: StandingRequestView,
  { style, columns }: { readonly style: Style; readonly columns: number },
): Shown {
  const { words, author, age } = view;
  const ref = visible(view.ref);
  const id = visible(String(view.commit));
  const dim = (text: Shown): Shown => style.paint('dim', text);
  if (view.why !== undefined || words === undefined || author === undefined || age === undefined) {
    const why = view.why === undefined ? own('it says nothing') : visible(view.why);
    return joined(
      [
        style.paint('bold', wrapText(line`the content of ${ref} is not ours: ${why}`, columns)),
        dim(line`  ${ref} at ${visible(String(view.commit).slice(0, 7))}`),
        own('  `claims pr --take-over` replaces it'),
      ],
      '\n',
    );
  }
  return joined(
    [
      style.paint('bold', wrapText(visible(words.title), columns)),
      dim(line`  into ${visible(view.base)}, by ${visible(author)}, ${visible(ageText(age))} old`),
      dim(line`  ${ref} at ${id}`),
      ...(view.byPush ? [] : [line`  ${style.paint('cyan', visible(words.url))}`]),
      own(''),
      visibleLines(words.body),
      own(''),
      ...mergeLines(view, visible(words.url), columns),
    ],
    '\n',
  );
}

function mergeLines(
  { foreign, byPush, merge, base }: StandingRequestView,
  url: Shown,
  columns: number,
): Shown[] {
  if (foreign.length > 0) {
    const names = foreign
      .slice(0, 5)
      .map(({ commit, author }) => line`${visible(commit.slice(0, 7))} by ${visible(author)}`);
    const more = foreign.length > 5 ? [line`${foreign.length - 5} more`] : [];
    const words = line`others committed to it: ${joined([...names, ...more], ', ')}; \`claims pr --take-over\` replaces their commits`;
    return [wrapText(words, columns)];
  }
  if (!byPush) return [line`to merge: ${url}, or \`claims pr --merge\``];
  return merge === undefined
    ? [line`${visible(base)} has changed since: \`claims pr --merge\` updates the request and merges it`]
    : [own('to merge: `claims pr --merge`, or'), line`  ${visible(merge)}`];
}
