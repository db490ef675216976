/** Milliseconds of processor time that an action takes: unlike wall time it does not depend on what else runs. */
export function cpuTime(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
