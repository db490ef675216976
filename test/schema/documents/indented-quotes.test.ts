import { indentQuotes } from '../../../schema/documents/indented-quotes';
import { kindsOf, said, xrd } from './xrd';

describe('quoted texts that go on in front of their key', () => {
  it.each([
    ['in single quotes', "'It''s the\nname: of\n\nit'", "It's the name: of\nit"],
    ['in double quotes', '"Say \\"a\\"\n    and\nb"', 'Say "a" and b'],
  ])('are read as clusters read them: %s', (_, written, description) => {
    const schema = `
          type: object
          properties:
            spec:
              type: object
              properties:
                name:
                  description: ${written}
                  type: string
                size: {type: integer, exampel: 1}
`;
    const text = xrd({ schema });
    const [kind] = kindsOf(text);
    expect(kind?.versions[0]?.schema.properties?.['spec']?.properties?.['name']?.description).toBe(
      description,
    );
    const line = text.split('\n').findIndex((each) => each.includes('exampel')) + 1;
    expect(said(text)).toEqual([`${line} warning: unknown keyword 'exampel' is dropped by the cluster`]);
  });

  it('that never end are wrong all the same', () => {
    expect(said("a:\n  b: 'c\nd\ne: f\n")).toEqual(["5 error: missing closing 'quote"]);
  });

  it('change nothing else', () => {
    const text = "a: 'b'\n- c: \"d \\\" 'e\n     f\"\ng: h's: x\n";
    expect(indentQuotes(text)).toBe(text);
  });
});
