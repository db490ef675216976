import { isSameStatus } from '../../../core/status/same-status';
import { CHANGES, EQUALS, FULL } from './states';

test.each(EQUALS)('%s say the same', (_what, one, other) => {
  expect([isSameStatus(one, other), isSameStatus(other, one)]).toEqual([true, true]);
});

test.each(CHANGES)('%s says something else', (_what, changed) => {
  expect([isSameStatus(FULL, changed), isSameStatus(changed, FULL)]).toEqual([false, false]);
});
