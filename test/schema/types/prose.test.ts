import { paragraphs, prose } from '../../../schema/types/prose';
import { kindsOf, xrd } from '../documents/xrd';
import { languageService, typeFiles } from './compiler';

describe('the prose of a description', () => {
  it.each([
    [undefined, ''],
    ['  Size.\n', 'Size.'],
    ['Old.\n  @deprecated use b\nmail a@b.c', 'Old.\n  \\@deprecated use b\nmail a@b.c'],
    ['See {@link Other}.', 'See {\\@link Other}.'],
    ['Like:\n```yaml\na: 1', 'Like:\n```yaml\na: 1\n```'],
    ['Like:\n```\na: 1\n```\nso', 'Like:\n```\na: 1\n```\nso'],
  ])('%j is text and nothing else', (description, expected) => {
    expect(prose(description)).toBe(expected);
  });

  it('is a paragraph of its own', () => {
    expect(paragraphs('One of:\n- a\n- b', ['Default: `a`.'])).toEqual([
      'One of:\n- a\n- b',
      '',
      'Default: `a`.',
    ]);
    expect(paragraphs('', ['Default: `a`.'])).toEqual(['Default: `a`.']);
    expect(paragraphs('Name.', [])).toEqual(['Name.']);
  });

  it('puts no tag on a field that an editor would take for its own', () => {
    const description = `"Modes:\\n\\n- one {@link X}\\n- two\\n@deprecated not really\\n${'long '.repeat(2000)}"`;
    const schema = `{type: object, properties: {spec: {type: object, properties: {mode: {type: string, default: a, description: ${description}}}}}}`;
    const text =
      "import { XDb } from './imports/acme.io/v1.js';\ndeclare const db: import('./imports/acme.io/v1.js').XDbSpec;\ndb.mode; XDb;\n";
    const { service, pathOf } = languageService(typeFiles(kindsOf(xrd({ schema }))).set('main.ts', text));
    const info = service.getQuickInfoAtPosition(pathOf('main.ts'), text.indexOf('mode') + 1);
    const shown = (info?.documentation ?? []).map((part) => part.text).join('');
    expect(info?.tags ?? []).toEqual([]);
    expect(shown).toContain('Modes:\n\n- one {\\@link X}\n- two\n\\@deprecated not really\nlong');
    expect(shown).toMatch(/\n\nDefault: `"a"`\.$/);
  });
});
