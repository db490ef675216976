import { formatSourcePosition, type SourcePosition } from '../../core/source-position';
import { visible, type Shown } from './shown';

/** `file:line`, fit to be shown. */
export function placeText(position: SourcePosition): Shown {
  return visible(formatSourcePosition(position));
}
