import { sourceDateEpoch } from '../../../core/time/source-date-epoch';

test.each([
  ['0', '1970-01-01T00:00:00.000Z'],
  ['1700000000', '2023-11-14T22:13:20.000Z'],
  ['253402300799', '9999-12-31T23:59:59.000Z'],
])('SOURCE_DATE_EPOCH %s is a time', (text, time) => {
  expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: text })?.toISOString()).toBe(time);
});

test.each([[undefined], ['']])('SOURCE_DATE_EPOCH %p sets none', (text) => {
  expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: text })).toBeUndefined();
});

test.each([
  ['253402300800'],
  ['999999999999'],
  ['1e9'],
  ['-5'],
  ['1.5'],
  ['now'],
  ['0x10'],
  [' 1'],
  ['9'.repeat(400)],
])('SOURCE_DATE_EPOCH %s is refused by name', (text) => {
  expect(() => sourceDateEpoch({ SOURCE_DATE_EPOCH: text })).toThrow(
    /^SOURCE_DATE_EPOCH '.{1,41}' is not a number of seconds/,
  );
});
