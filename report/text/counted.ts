import { line, own, type OwnWord, type Shown } from './shown';

/** `1 claim`, `2 claims`. */
export function counted<const Noun extends string>(count: number, noun: OwnWord<Noun>): Shown {
  return line`${count} ${own(noun)}${count === 1 ? '' : 's'}`;
}
