import { firstDocument } from '../../../collector/reconciler/plan/first-document';

describe('the first document of a registry', () => {
  it.each([
    ['is all of it where there is no other', 'a: 1\n', ''],
    ['may begin with a marker, below comments and directives', '# c\n\n%YAML 1.2\n---\na: 1\n', ''],
    ['ends where another one begins', 'a: 1\n', '---\nb: 2\n---\nc: 3\n'],
    ['ends there in the form of other systems, too', '---\r\na: 1\r\n', '--- # two\r\nb: 2\r\n'],
    ['ends there in a block scalar, where YAML has no other choice', 'a: |\n  x\n', '---\n  y\n'],
    ['may be nothing but its marker', '---\n', ''],
    ['does not end at dashes that are text', 'a: |\n  ---\nb: ---x\n---c: 1\n', ''],
    ['may end the text without a line end', 'a: 1\n', '---'],
  ])('%s', (_, first, rest) => {
    const cut = firstDocument(Buffer.from(first + rest));
    expect([cut.first.toString(), cut.rest.toString()]).toEqual([first, rest]);
  });
});
