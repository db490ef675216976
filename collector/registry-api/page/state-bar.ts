import { CLAIM_STATES } from './claim-state';
import { html, type Markup } from './markup';
import type { StateCounts } from './status-view';

const HEIGHT = 8;

/**
 * How many claims are how, as a bar; in words for those who do not see it.
 *
 * @param width - in pixels
 */
export function stateBar(counts: StateCounts, width: number): Markup {
  const total = CLAIM_STATES.reduce((sum, state) => sum + counts[state], 0);
  const words = CLAIM_STATES.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${state}`);
  let at = 0;
  const parts = CLAIM_STATES.map((state) => {
    const length = total === 0 ? 0 : (counts[state] / total) * width;
    const part = html`<rect
      class="${state}"
      x="${at.toFixed(1)}"
      width="${length.toFixed(1)}"
      height="${HEIGHT}"
    />`;
    at += length;
    return counts[state] === 0 ? undefined : part;
  });
  return html`<svg
    class="bar"
    role="img"
    aria-label="${words.join(', ')}"
    width="${width}"
    height="${HEIGHT}"
  >
    ${parts}
  </svg>`;
}
