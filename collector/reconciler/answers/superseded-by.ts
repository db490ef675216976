/** A request with the claims that it touches. */
export interface TouchingRequest {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly mergedAt: number;
  /** Keys of the claims. */
  readonly keys: readonly string[];
}

/** For each request (by number) the later one that touches a claim first, by key of the claim. */
export function supersededBy(
  requests: readonly TouchingRequest[],
): ReadonlyMap<number, ReadonlyMap<string, number>> {
  // The newest first: what was seen of a claim is the one that came right after.
  const sorted = [...requests].sort(
    (one, other) => other.mergedAt - one.mergedAt || other.number - one.number,
  );
  const next = new Map<string, number>();
  const found = new Map<number, ReadonlyMap<string, number>>();
  for (const { number, keys } of sorted) {
    const later = new Map<string, number>();
    for (const key of new Set(keys)) {
      const by = next.get(key);
      if (by !== undefined) later.set(key, by);
      next.set(key, number);
    }
    found.set(number, later);
  }
  return found;
}
