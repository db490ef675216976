import { measure, type Measurement } from '../child';
import { editSuite } from './edit-suite';
import { apiSuite } from './api-suite';
import { growthExponent, median, round, type Figure, type Suite } from '../figure';

const RUNS = 5;
const SMALL = 10_000;
const LARGE = 100_000;

/**
 * The registry as a file, and as an API. A registry is read and one field of one entry changed, in both schemas. The peer is the `yaml` library, which parses the same text
 * and sets the field, without writing the document again.
 */
export async function suite(): Promise<Suite> {
  const large = runs('own', 'claims', LARGE);
  const small = runs('own', 'claims', SMALL);
  const peer = runs('library', 'claims', SMALL);
  const map = runs('own', 'clusters', LARGE);
  const smallMap = runs('own', 'clusters', SMALL);
  return {
    oneField10000: beside(small, peer),
    oneField10000OfMap: beside(smallMap, runs('library', 'clusters', SMALL)),
    oneField100000: { value: round(seconds(large)), unit: 's' },
    oneField100000OfMap: { value: round(seconds(map)), unit: 's' },
    memory100000: {
      value: round(median(large.map(({ peakRss }) => peakRss)), 0),
      unit: 'MB',
    },
    growth: growth(small, large),
    growthOfMap: growth(smallMap, map),
    ...editSuite(),
    ...(await apiSuite()),
  };
}

function runs(script: 'own' | 'library', schema: string, count: number): Measurement[] {
  const times = script === 'own' ? RUNS : 3;
  return Array.from({ length: times }, () => measure(`registry/${script}`, schema, String(count)));
}

function seconds(measured: readonly Measurement[]): number {
  return median(measured.map((run) => run.seconds));
}

function beside(own: readonly Measurement[], peer: readonly Measurement[]): Figure {
  const [value, peerValue] = [seconds(own), seconds(peer)];
  return {
    value: round(value),
    unit: 's',
    peer: 'yaml',
    peerValue: round(peerValue),
    ratio: round(peerValue / value, 1),
  };
}

/** Exponent between 10,000 and 100,000 entries: 1 is linear. */
function growth(small: readonly Measurement[], large: readonly Measurement[]): Figure {
  const exponent = growthExponent({ n: SMALL, time: seconds(small) }, { n: LARGE, time: seconds(large) });
  return { value: round(exponent, 2), unit: 'exponent' };
}
