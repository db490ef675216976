import { runsTypeScriptAsItIs } from './type-stripping';

/** A mistake that the compiler and whatever runs the program each tell in words of their own. */
interface KnownMistake {
  readonly said: RegExp;
  /** What to write instead. */
  readonly hint: string | ((match: RegExpExecArray, app: string) => string);
}

const NOT_INSTALLED = 'install what is missing (npm install), or correct the name';
const NO_SUCH_ENTRY =
  "import 'cdk8s-claims', 'cdk8s-claims/testing' or 'cdk8s-claims/deploy': it has no others";

const KNOWN: readonly KnownMistake[] = [
  {
    said: /\(TS1294\)|ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX/,
    hint: (_match, app) =>
      runsTypeScriptAsItIs(app)
        ? 'Node only takes types out: write an enum as an object `as const`, a parameter property as a field, a namespace as a module, `import x = require()` as an import; ' +
          'or run the program with ts-node or tsx, without erasableSyntaxOnly in the tsconfig'
        : 'take erasableSyntaxOnly out of the tsconfig: only a program that Node runs by itself needs it',
  },
  {
    said: /'(\w{1,100})' is a type and must be imported using a type-only import|'(\w{1,100})' resolves to a type-only declaration and must be (?:imported|re-exported) using a type-only/,
    hint: ([, name, other]) =>
      `write \`type ${name ?? other ?? ''}\` in its braces: types are not there when the program runs`,
  },
  {
    said: /\(TS1543\)|ERR_IMPORT_ATTRIBUTE_MISSING/,
    hint: "write `with { type: 'json' }` behind the name of the file",
  },
  {
    said: /\(TS5097\)/,
    hint: 'set allowImportingTsExtensions and noEmit in the tsconfig',
  },
  {
    said: /There are types at '.{1,1000}', but this result could not be resolved under your current 'moduleResolution'/,
    hint: 'set module to nodenext or preserve in the tsconfig',
  },
  {
    said: /Package subpath '\.\/.{1,200}' is not defined by "exports" in .*[\\/]cdk8s-claims[\\/]/,
    hint: NO_SUCH_ENTRY,
  },
  {
    said: /Cannot find module 'cdk8s-claims\/(?!testing'|deploy')[^']{1,200}' or its corresponding type declarations/,
    hint: NO_SUCH_ENTRY,
  },
  {
    said: /\b(require|module|exports|__dirname|__filename) is not defined in ES module scope/,
    hint: ([, name = '']) => `use ${IN_MODULES[name] ?? 'import'}: this file is an ES module`,
  },
  {
    said: /Cannot use import statement outside a module/,
    hint: 'a file with imports is called .mts or .mjs, or stands in a package with "type": "module"',
  },
  // A module or its types, a package of types, or names that come with one.
  { said: /\((?:TS2688|TS2580|TS2591)\)/, hint: NOT_INSTALLED },
  { said: /Cannot find (?:module|package) '(?!\.{0,2}[\\/]|[A-Za-z]:[\\/]|file:)/, hint: NOT_INSTALLED },
];

/** What an ES module has in place of a name of CommonJS. */
const IN_MODULES: Readonly<Record<string, string>> = {
  __dirname: 'import.meta.dirname',
  __filename: 'import.meta.filename',
  module: 'export',
  exports: 'export',
};

/**
 * What to write instead, for a mistake that people make; undefined for others.
 *
 * @param message - words of the compiler, with the code at their end, or of Node
 * @param app - the command that runs the program
 */
export function knownMistake(message: string, app: string): string | undefined {
  for (const { said, hint } of KNOWN) {
    const match = said.exec(message);
    if (match !== null) return typeof hint === 'string' ? hint : hint(match, app);
  }
  return undefined;
}
