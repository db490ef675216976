import { knownMistake } from '../../../cli/program/known-mistake';

const NODE = 'node main.ts';

describe('a mistake that people make', () => {
  // Words of the compiler and of Node for one mistake: both lead to one hint, so that it is told once.
  test.each([
    [
      'an enum, a parameter property or a namespace',
      [
        "This syntax is not allowed when 'erasableSyntaxOnly' is enabled. (TS1294)",
        'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode',
        'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript parameter property is not supported in strip-only mode',
      ],
      'ts-node',
    ],
    [
      'JSON without its attribute',
      [
        `Importing a JSON file into an ECMAScript module requires a 'type: "json"' import attribute when 'module' is set to 'NodeNext'. (TS1543)`,
        'TypeError [ERR_IMPORT_ATTRIBUTE_MISSING]: Module "file:///p/a.json" needs an import attribute of "type: json"',
      ],
      "with { type: 'json' }",
    ],
    [
      'an entry that this package does not have',
      [
        "Cannot find module 'cdk8s-claims/schema' or its corresponding type declarations. (TS2307)",
        `Error [ERR_PACKAGE_PATH_NOT_EXPORTED]: Package subpath './build/a.js' is not defined by "exports" in /p/node_modules/cdk8s-claims/package.json imported from /p/main.ts`,
      ],
      "'cdk8s-claims/testing'",
    ],
    [
      'a package that is not installed',
      [
        "Cannot find module 'lodash' or its corresponding type declarations. (TS2307)",
        "Error: Cannot find module 'lodash'",
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'lodash' imported from /p/main.ts",
        "Cannot find module '@acme/x' or its corresponding type declarations. (TS2307)",
        "Cannot find module 'cdk8s-claims/testing' or its corresponding type declarations. (TS2307)",
        "Cannot find type definition file for 'node'. (TS2688)",
      ],
      'npm install',
    ],
  ])('%s', (_what, words, said) => {
    const hints = words.map((message) => knownMistake(message, NODE));
    expect(new Set(hints).size).toBe(1);
    expect(hints[0]).toContain(said);
  });

  test.each([
    [
      "'Props' is a type and must be imported using a type-only import when 'x' is enabled. (TS1484)",
      'type Props',
    ],
    [
      "An import path can only end with a '.ts' extension when 'allowImportingTsExtensions' is enabled. (TS5097)",
      'allowImportingTsExtensions',
    ],
    [
      "Cannot find module 'cdk8s-claims' or its corresponding type declarations. (TS2307)\n  There are types at '/p/a.d.ts', but this result could not be resolved under your current 'moduleResolution' setting.",
      'nodenext',
    ],
    ['ReferenceError: __dirname is not defined in ES module scope', 'import.meta.dirname'],
    ['ReferenceError: require is not defined in ES module scope', 'use import'],
    ['SyntaxError: Cannot use import statement outside a module', '.mts'],
  ])('%s', (message, said) => {
    expect(knownMistake(message, NODE)).toContain(said);
  });

  test('is another one where the program is not run by Node alone', () => {
    expect(knownMistake('not allowed (TS1294)', 'tsx main.ts')).toContain('take erasableSyntaxOnly out');
  });

  test.each([
    "Type 'number' is not assignable to type 'string'. (TS2322)",
    'TypeError: no such thing',
    "Cannot find module './infra' or its corresponding type declarations. (TS2307)",
    "Error: Cannot find module '/p/mian.ts'",
    '',
  ])('is not seen in %j', (message) => {
    expect(knownMistake(message, NODE)).toBeUndefined();
  });
});
