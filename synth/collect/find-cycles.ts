/**
 * One cycle for every group of nodes that reach each other (Tarjan's strongly connected components, without
 * recursion: chains of any length). Linear in nodes and edges.
 *
 * @param edges - for each node the nodes that it points to
 * @returns each cycle as a way from its smallest node back to it, that node named once
 */
export function findCycles(edges: readonly (readonly number[])[]): number[][] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const component = new Int32Array(edges.length).fill(-1);
  const open: number[] = [];
  const cycles: number[][] = [];
  let visited = 0;
  let components = 0;

  for (let start = 0; start < edges.length; start++) {
    if (order[start] !== -1) continue;
    const path: { node: number; next: number }[] = [];
    const enter = (node: number): void => {
      order[node] = low[node] = visited++;
      open.push(node);
      path.push({ node, next: 0 });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const target = edges[node]?.[top.next++];
      if (target !== undefined) {
        if (order[target] === -1) enter(target);
        else if (component[target] === -1) low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent.node] = Math.min(low[parent.node] ?? 0, low[node] ?? 0);
      if (low[node] !== order[node]) continue;
      const members: number[] = [];
      for (let member = open.pop(); member !== undefined; member = member === node ? undefined : open.pop()) {
        component[member] = components;
        members.push(member);
      }
      components++;
      if (members.length > 1 || (edges[node] ?? []).includes(node)) {
        cycles.push(shortestCycle(members, edges, component));
      }
    }
  }
  return cycles.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Breadth first from the smallest member back to it, inside of the component. */
function shortestCycle(
  members: readonly number[],
  edges: readonly (readonly number[])[],
  component: Int32Array,
): number[] {
  let start = members[0] ?? 0;
  for (const member of members) start = Math.min(start, member);
  const before = new Map<number, number>();
  const queue = [start];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] ?? start;
    for (const target of edges[node] ?? []) {
      if (target === start) {
        const way = [node];
        for (let step = node; step !== start; way.push(step)) step = before.get(step) ?? start;
        return way.reverse();
      }
      if (component[target] !== component[start] || before.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  }
  return [start];
}
