/** Builds at the same time. */
const LANES = 2;

/** Works on every number from `first` to below `last`, a few at the same time. */
export async function inLanes(
  first: number,
  last: number,
  work: (number: number) => Promise<void>,
): Promise<void> {
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < last) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
