/** How a forge measures text. */
export interface TextMeasure {
  length(text: string): number;
  /** Greatest length of one UTF-16 unit. */
  readonly widest: number;
}

/**
 * `characters` counts UTF-16 units: GitHub's 65,536 are code points, of which there are never more. `bytes` counts UTF-8.
 */
export const TEXT_MEASURES: Readonly<Record<'characters' | 'bytes', TextMeasure>> = {
  characters: { length: (text) => text.length, widest: 1 },
  bytes: { length: (text) => Buffer.byteLength(text), widest: 3 },
};
