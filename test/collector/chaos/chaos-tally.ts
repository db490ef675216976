/** What goes wrong in plans, and what people do meanwhile. Each is counted where it really happens, not where a step asks for it. */
export const EVENTS = [
  'two collectors run',
  'the lead goes to another collector',
  'an answer of the forge is a fault',
  'a connection is lost before its effect',
  'a connection is lost after its effect',
  'the base moves during a run',
  'a person merges the request',
  'a person closes the request',
  'a person commits to the request',
  'the request changes during a run',
  'the hub is down for an hour',
  'a run by a clock that is wrong',
  'a run by a clock that is wrong by ten minutes',
  'a post arrives twice',
  'a post arrives after a later one',
  'a post is lost',
  'the answer to a post is lost',
  'a post finds nobody',
  'claims pr during a run',
  'claims pr beside an open status request',
  'a collector dies during a run',
  'a loss of power brings an earlier state back',
  'a run creates the request',
  'a run updates the request',
  'a run changes nothing',
  'a run keeps a request closed',
  'a run fails',
] as const;

/** One of them. */
export type ChaosEvent = (typeof EVENTS)[number];

/** Counts what happens in plans. */
export class ChaosTally {
  private plans = 0;
  private readonly found = new Map<ChaosEvent, { plans: number; times: number }>();

  /** Adds what happened in one plan: how often each. */
  add(plan: ReadonlyMap<ChaosEvent, number>): void {
    this.plans += 1;
    for (const [event, count] of plan) {
      const { plans, times } = this.found.get(event) ?? { plans: 0, times: 0 };
      this.found.set(event, { plans: plans + 1, times: times + count });
    }
  }

  /** Events that fewer plans than this share had. */
  rarer(share: number): readonly ChaosEvent[] {
    return EVENTS.filter((event) => (this.found.get(event)?.plans ?? 0) < this.plans * share);
  }

  /** A table of it all. */
  toString(): string {
    const lines = EVENTS.map((event) => {
      const { plans, times } = this.found.get(event) ?? { plans: 0, times: 0 };
      return `${event}: in ${plans}, ${times} times`;
    });
    return `${this.plans} plans:\n${lines.join('\n')}\n`;
  }
}
