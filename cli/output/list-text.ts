import type { SourcePosition } from '../../core/source-position';
import type { ListedClaim } from '../../toolkit/list/list-claims';
import { placeText } from '../../report/text/place-text';
import { own, visible, type OwnWord, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { tableText, type Column } from '../../report/text/table-text';

/** How to show a list of claims. */
export interface ListTextOptions {
  readonly style: Style;
  readonly columns: number;
  /** They are those of the program, not of the registry. */
  readonly fromProgram: boolean;
}

/** Claims as a table. */
export function listText(
  claims: readonly ListedClaim[],
  { style, columns, fromProgram }: ListTextOptions,
): Shown {
  if (claims.length === 0) return own('no claims');
  const field = <const Name extends string>(
    name: OwnWord<Name>,
    title = own(name),
    optional = false,
  ): Column<ListedClaim> => ({
    title,
    optional,
    value: (claim) => visible(typeof claim[name] === 'string' ? claim[name] : ''),
  });
  const common = [
    field('name'),
    field('template', own('template'), fromProgram),
    field('category'),
    field('namespace', own('namespace'), true),
  ];
  const more: Column<ListedClaim>[] = fromProgram
    ? [
        field('kind', own('kind'), true),
        { title: own('declared at'), value: (claim) => place(claim['declaredAt']) },
      ]
    : [field('status'), field('source', own('source'), true), field('createdBy', own('created by'), true)];
  return tableText(claims, [...common, ...more], style, columns);
}

function place(position: unknown): Shown {
  return position === undefined ? own('') : placeText(position as SourcePosition);
}
