/** What a function gives, worked out when it is first asked for. A call that throws is made again by the next. */
export function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}
