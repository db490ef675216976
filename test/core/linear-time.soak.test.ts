import { slowReaders } from './linear-time';

test('every reader of foreign text takes linear time on long runs of whatever slows readers down', () => {
  expect(slowReaders(16_384)).toEqual([]);
});
