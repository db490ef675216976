import { styleText } from 'node:util';
import { STYLE_MARK, type Shown } from './shown';

/** Names of colours and weights, as `util.styleText` has them. */
export type Format = Parameters<typeof styleText>[0];

/** Colours for one stream, or none. */
export interface Style {
  readonly enabled: boolean;
  readonly paint: (format: Format, text: Shown) => Shown;
}

/** Leaves every text as it is. */
export const PLAIN_STYLE: Style = { enabled: false, paint: (_format, text) => text };

const ESCAPE = '\u001b';

/** Codes stand in the text behind a mark instead of the escape character: only the sink writes one, see {@link STYLE_MARK}. */
const COLOURED: Style = {
  enabled: true,
  paint: (format, text) =>
    styleText(format, text.replaceAll(STYLE_MARK, ESCAPE), { validateStream: false }).replaceAll(
      ESCAPE,
      STYLE_MARK,
    ) as Shown,
};

/**
 * Colours as the stream can show them: `--no-color` over FORCE_COLOR over NO_COLOR (no-color.org) over what the stream is.
 *
 * @param env - FORCE_COLOR, NO_COLOR, TERM
 */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  colorFlag: boolean,
): Style {
  if (!colorFlag) return PLAIN_STYLE;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? PLAIN_STYLE : COLOURED;
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return PLAIN_STYLE;
  return stream.isTTY === true ? COLOURED : PLAIN_STYLE;
}
