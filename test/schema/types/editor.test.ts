import type ts from 'typescript';
import { kindsOf, xrd } from '../documents/xrd';
import { languageService, typeFiles } from './compiler';

const SCHEMA = `
          type: object
          description: A database for an application
          properties:
            spec:
              type: object
              required: [engine, size]
              properties:
                engine: {type: string, description: What runs, enum: [postgres, mysql]}
                size: {type: integer, description: Size in GiB, minimum: 1, maximum: 64}
                name: {type: string, description: Name of it, pattern: '^[a-z]+$', maxLength: 12}
                tier:
                  type: string
                  default: small
                  enum: [small, large]
                backup:
                  type: object
                  description: When it is saved
                  x-kubernetes-validations: [{rule: 'self.keep > 0', message: keep at least one}]
                  properties: {keep: {type: integer, default: 7}}
`;

const PROGRAM = `import { XDb } from './imports/acme.io/v1.js';
import type { Construct } from 'constructs';
declare const scope: Construct;
const db = new XDb(scope, 'db', {
  spec: { engine: 'postgres', size: 1, name: 'x', tier: 'small', backup: { keep: 1 }, crossplane: { compositionUpdatePolicy: 'Manual' } },
});
`;

describe('an editor', () => {
  const files = typeFiles(kindsOf(xrd({ schema: SCHEMA }))).set('main.ts', PROGRAM);
  const { service, pathOf } = languageService(files);
  const main = pathOf('main.ts');
  const at = (text: string): number => PROGRAM.indexOf(text) + 1;
  const text = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
    (parts ?? []).map((part) => part.text).join('');
  const hover = (place: string): string => {
    const info = service.getQuickInfoAtPosition(main, at(place));
    return `${text(info?.displayParts)} | ${text(info?.documentation)}`;
  };
  const completions = (place: string): string[] =>
    (service.getCompletionsAtPosition(main, at(place), {})?.entries ?? []).map(({ name }) => name);
  const definition = (place: string): string => {
    const [found] = service.getDefinitionAtPosition(main, at(place)) ?? [];
    return `${found?.fileName.split('/').slice(-3).join('/') ?? ''} ${found?.name ?? ''}`;
  };

  it.each([
    ["'postgres'", ['mysql', 'postgres']],
    ["'small'", ['large', 'small']],
    ["'Manual'", ['Automatic', 'Manual']],
  ])('offers the values of an enum at %s', (place, expected) => {
    expect(completions(place).sort()).toEqual(expected);
  });

  it('offers the fields that are left', () => {
    expect(completions(' keep: 1')).toContain('keep');
  });

  it.each([
    ['size:', '(property) XDbSpec.size: number | Size in GiB\n\nAt least 1, at most 64.'],
    ['tier:', '(property) XDbSpec.tier?: "small" | "large" | undefined | Default: `"small"`.'],
    [
      'name:',
      '(property) XDbSpec.name?: string | undefined | Name of it\n\nAt most 12 characters.\nPattern: `^[a-z]+$`.',
    ],
    ['backup:', 'When it is saved\n\nRule: keep at least one'],
  ])('shows what is known of %s', (place, expected) => {
    expect(hover(place)).toContain(expected);
  });

  it('shows what a kind is, with an example', () => {
    const info = service.getQuickInfoAtPosition(main, at('XDb(scope'));
    expect(text(info?.documentation)).toContain('A database for an application');
    expect(text(info?.tags?.find(({ name }) => name === 'example')?.text)).toContain("engine: 'postgres'");
  });

  it.each([
    ['XDb(scope', 'acme.io/v1.d.ts XDb'],
    ['size:', 'acme.io/v1.d.ts size'],
    ['compositionUpdatePolicy', 'wt/constructs/machinery.ts compositionUpdatePolicy'],
  ])('goes from %s to its definition', (place, expected) => {
    expect(definition(place)).toContain(expected.split('/').slice(-1)[0]);
  });
});
