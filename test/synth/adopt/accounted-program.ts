import ts from 'typescript';

/** A claim as the source of a program declares it. */
export interface DeclaredClaim {
  readonly category: string;
  readonly name: string;
  readonly template?: unknown;
  readonly file?: unknown;
  readonly owner?: unknown;
  readonly lifecycle?: unknown;
  readonly object: Readonly<Record<string, unknown>>;
  readonly documents?: unknown;
  readonly dependsOn: readonly string[];
}

interface Claim extends Omit<DeclaredClaim, 'dependsOn' | 'category'> {
  category: string;
  readonly dependsOn: Set<Claim>;
}

type Value =
  | { readonly is: 'data'; readonly data: unknown }
  | { readonly is: 'claim'; readonly claim: Claim }
  | { readonly is: 'claims'; readonly claims: ReadonlyMap<string, Claim> }
  | { readonly is: 'app' | 'nothing' }
  | { readonly is: 'category'; readonly name: string; readonly namespace: unknown }
  | { readonly is: 'function'; readonly module: Module; readonly node: ts.FunctionDeclaration }
  | { readonly is: 'class'; readonly name: string };

interface Module {
  readonly path: string;
  readonly syntax: ts.SourceFile;
  readonly names: Map<string, Value>;
}

interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly commentDirectives?: readonly unknown[];
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly checkJsDirective?: unknown;
}

const CLASSES = new Set(['Category', 'Claim', 'ClaimApp', 'VolumeClaim', 'JsonPatch']);
const VOLUME_CLAIM = { apiVersion: 'resources.stuttgart-things.com/v1alpha1', kind: 'VolumeClaim' };
/** What ESLint, Prettier, Biome, Istanbul, Rollup and Babel obey. */
const TOOL_ORDERS = [
  /^\/[/*]\s*eslint-(?:disable|enable)/,
  /^\/[/*]\s*(?:prettier|biome|deno-lint|dprint)-ignore/,
  /^\/[/*]\s*(?:istanbul|c8|v8) ignore/,
  /[#@]\s*__[A-Z_]+__/,
  /^\/[/*][\s*]*@/,
];
const INVISIBLE = /[^\n\t\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]|[\u3164\u115f\u1160\uffa0]/u;

/**
 * Reads a generated program with the TypeScript compiler and follows it by the few shapes that it may have, from `main.ts` on. Whatever else
 * stands in it, down to a comment that a tool obeys, is an error; so is a file, statement or function that nothing leads to.
 */
export function accountedClaims(
  files: readonly { readonly path: string; readonly text: string }[],
): DeclaredClaim[] {
  return new Reader(files).claims();
}

class Reader {
  private readonly modules = new Map<string, Module>();
  private readonly texts: ReadonlyMap<string, string>;
  private readonly found: Claim[] = [];
  private readonly called = new Set<ts.Node>();

  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.texts = new Map(files.map(({ path, text }) => [path, text]));
    const places = files.map(({ path }) => path.toLowerCase());
    const folders = places.map((path) => path.slice(0, path.lastIndexOf('/')));
    if (new Set(places).size < places.length || folders.some((folder) => places.includes(folder))) {
      throw new Error(`paths clash: ${places.join(' ')}`);
    }
    for (const path of this.texts.keys()) checkPath(path);
  }

  claims(): DeclaredClaim[] {
    const main = this.load('main.ts');
    for (const statement of main.syntax.statements) this.topStatement(statement, main);
    for (const path of this.texts.keys()) {
      const module = this.modules.get(path);
      if (module === undefined) throw new Error(`${path} is imported by nobody`);
      for (const statement of module.syntax.statements) {
        if (ts.isFunctionDeclaration(statement) && !this.called.has(statement)) throw odd(statement);
      }
    }
    return this.found.map((claim) => ({
      ...claim,
      dependsOn: [...claim.dependsOn].map(({ category, name }) => `${category}/${name}`).sort(),
    }));
  }

  private load(path: string): Module {
    const known = this.modules.get(path);
    if (known !== undefined) return known;
    const text = this.texts.get(path);
    if (text === undefined) throw new Error(`${path} does not exist`);
    const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) as Parsed;
    checkText(syntax);
    const module: Module = { path, syntax, names: new Map() };
    this.modules.set(path, module);
    for (const statement of syntax.statements) {
      if (ts.isImportDeclaration(statement)) this.importFrom(statement, module);
      else if (path !== 'main.ts') this.declare(statement, module);
    }
    return module;
  }

  private importFrom(node: ts.ImportDeclaration, module: Module): void {
    const { importClause: clause, moduleSpecifier, attributes } = node;
    const bindings = clause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || attributes !== undefined) throw odd(node);
    if (clause?.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) throw odd(node);
    const isOwn = moduleSpecifier.text.startsWith('./');
    const from = isOwn ? this.load(resolved(module.path, moduleSpecifier.text)) : undefined;
    if (!isOwn && moduleSpecifier.text !== 'cdk8s-claims' && moduleSpecifier.text !== 'cdk8s') {
      throw odd(node);
    }
    for (const { name, propertyName } of bindings.elements) {
      if (propertyName !== undefined || module.names.has(name.text)) throw odd(node);
      const value = from === undefined ? classNamed(name.text) : from.names.get(name.text);
      if (value === undefined || (from !== undefined && value.is !== 'function')) throw odd(node);
      module.names.set(name.text, value);
    }
  }

  /** A constant of plain data, or the function. */
  private declare(statement: ts.Statement, module: Module): void {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined && isExported(statement)) {
      if (module.names.has(statement.name.text)) throw odd(statement);
      module.names.set(statement.name.text, { is: 'function', module, node: statement });
      return;
    }
    const { name, value } = constant(statement);
    if (module.names.has(name)) throw odd(statement);
    module.names.set(name, { is: 'data', data: this.data(value, module.names) });
  }

  private topStatement(statement: ts.Statement, main: Module): void {
    if (ts.isImportDeclaration(statement)) return;
    if (ts.isVariableStatement(statement)) {
      const { name, value } = constant(statement);
      if (main.names.has(name)) throw odd(statement);
      main.names.set(name, this.value(value, main.names));
    } else if (
      statement.getText() !== 'app.synth();' ||
      statement.parent.getChildAt(0).getChildren().at(-1) !== statement
    ) {
      this.expression(statement, main.names);
    }
  }

  private call(target: Value | undefined, argument: Value, at: ts.Node): Value {
    if (target?.is !== 'function') throw odd(at);
    const { node, module } = target;
    this.called.add(node);
    const [parameter, ...more] = node.parameters;
    if (
      parameter === undefined ||
      more.length > 0 ||
      !ts.isIdentifier(parameter.name) ||
      parameter.initializer
    ) {
      throw odd(node);
    }
    const names = new Map(module.names);
    names.set(parameter.name.text, argument);
    const own = new Set<string>([parameter.name.text]);
    for (const statement of node.body?.statements ?? []) {
      if (ts.isReturnStatement(statement) && statement.expression !== undefined) {
        return this.value(statement.expression, names);
      }
      if (ts.isVariableStatement(statement)) {
        const { name, value } = constant(statement);
        // Shadowed names would be another value for what stands above.
        if (own.has(name) || (names.has(name) && names.get(name)?.is !== 'data')) throw odd(statement);
        own.add(name);
        names.set(name, this.value(value, names));
      } else this.expression(statement, names);
    }
    return { is: 'nothing' };
  }

  /** `new …`, a call of an imported function, `a.node.addDependency(b)`, `a.addJsonPatch(JsonPatch.add('…', …))`. */
  private expression(statement: ts.Statement, names: Map<string, Value>): void {
    if (!ts.isExpressionStatement(statement)) throw odd(statement);
    const { expression } = statement;
    if (ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression)) {
      const { name, expression: object } = expression.expression;
      const [argument] = expression.arguments;
      if (argument === undefined || expression.arguments.length !== 1) throw odd(statement);
      if (
        name.text === 'addDependency' &&
        ts.isPropertyAccessExpression(object) &&
        object.name.text === 'node'
      ) {
        this.claim(object.expression, names).dependsOn.add(this.claim(argument, names));
      } else if (name.text === 'addJsonPatch') this.patch(this.claim(object, names), argument, names);
      else throw odd(statement);
    } else this.value(expression, names);
  }

  private patch(claim: Claim, argument: ts.Expression, names: ReadonlyMap<string, Value>): void {
    if (!ts.isCallExpression(argument) || argument.expression.getText() !== 'JsonPatch.add') {
      throw odd(argument);
    }
    const [pointer, value] = argument.arguments;
    if (pointer === undefined || value === undefined || argument.arguments.length !== 2) throw odd(argument);
    const steps = String(this.data(pointer, names)).split('/').slice(1);
    const last = (steps.pop() ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
    const object = steps.reduce<Record<string, unknown>>(
      (at, step) => at[step] as Record<string, unknown>,
      claim.object,
    );
    put(object, last, this.data(value, names));
  }

  private claim(node: ts.Expression, names: ReadonlyMap<string, Value>): Claim {
    const value = this.value(node, names);
    if (value.is !== 'claim') throw odd(node);
    return value.claim;
  }

  private value(node: ts.Expression, names: ReadonlyMap<string, Value>): Value {
    if (ts.isIdentifier(node)) {
      const known = names.get(node.text);
      if (known === undefined) throw odd(node);
      return known;
    }
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const claims = names.get(node.expression.text);
      const claim = claims?.is === 'claims' ? claims.claims.get(node.name.text) : undefined;
      if (claim === undefined) throw odd(node);
      return { is: 'claim', claim };
    }
    if (ts.isNewExpression(node)) return this.made(node, names);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.arguments.length === 1) {
      return this.call(
        names.get(node.expression.text),
        this.value(node.arguments[0] as ts.Expression, names),
        node,
      );
    }
    if (
      ts.isObjectLiteralExpression(node) &&
      node.properties.length > 0 &&
      node.properties.every((item) => ts.isShorthandPropertyAssignment(item))
    ) {
      return {
        is: 'claims',
        claims: new Map(
          node.properties
            .filter(ts.isShorthandPropertyAssignment)
            .map(({ name }) => [name.text, this.claim(name, names)]),
        ),
      };
    }
    throw odd(node);
  }

  private made(node: ts.NewExpression, names: ReadonlyMap<string, Value>): Value {
    const type = this.value(node.expression, names);
    if (type.is !== 'class') throw odd(node);
    const [scopeNode, idNode, propsNode, ...more] = node.arguments ?? [];
    if (type.name === 'ClaimApp' && scopeNode === undefined) return { is: 'app' };
    if (scopeNode === undefined || idNode === undefined || more.length > 0) throw odd(node);
    const scope = this.value(scopeNode, names);
    const id = this.data(idNode, names) as string;
    if (type.name === 'Category') {
      if (scope.is !== 'app') throw odd(node);
      const props = propsNode === undefined ? {} : (this.data(propsNode, names) as Record<string, unknown>);
      if (Object.keys(props).some((key) => key !== 'namespace')) throw odd(node);
      return { is: 'category', name: id, namespace: props['namespace'] };
    }
    if (scope.is !== 'category' || propsNode === undefined || !ts.isObjectLiteralExpression(propsNode)) {
      throw odd(node);
    }
    const dependsOn = new Set<Claim>();
    const others: ts.ObjectLiteralElementLike[] = [];
    for (const property of propsNode.properties) {
      if (property.name?.getText() === 'dependsOn' && ts.isPropertyAssignment(property)) {
        if (!ts.isArrayLiteralExpression(property.initializer)) throw odd(property);
        for (const item of property.initializer.elements) dependsOn.add(this.claim(item, names));
      } else others.push(property);
    }
    const props = this.object(others, names);
    const { metadata, fields, spec, apiVersion, kind, template, file, owner, lifecycle, documents, ...rest } =
      props;
    if (Object.keys(rest).length > 0) throw odd(node);
    const object: Record<string, unknown> = {
      ...(type.name === 'VolumeClaim' ? VOLUME_CLAIM : { apiVersion, kind }),
      metadata: {
        name: id,
        ...(scope.namespace !== undefined && { namespace: scope.namespace }),
        ...(metadata as object),
      },
    };
    if (spec !== undefined) object['spec'] = spec;
    for (const key of Object.keys(fields ?? {})) put(object, key, (fields as Record<string, unknown>)[key]);
    const claim = {
      category: scope.name,
      name: id,
      object,
      dependsOn,
      template,
      file,
      owner,
      lifecycle,
      documents,
    };
    this.found.push(claim);
    return { is: 'claim', claim };
  }

  private data(node: ts.Expression, names: ReadonlyMap<string, Value>): unknown {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (ts.isBigIntLiteral(node)) return BigInt(node.text.slice(0, -1));
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (node.kind === ts.SyntaxKind.NullKeyword) return null;
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
      const { operand } = node;
      if (ts.isNumericLiteral(operand)) return -Number(operand.text);
      if (ts.isBigIntLiteral(operand)) return -BigInt(operand.text.slice(0, -1));
    }
    if (ts.isAsExpression(node) && node.type.getText() === 'const') return this.data(node.expression, names);
    if (ts.isArrayLiteralExpression(node)) return node.elements.map((item) => this.data(item, names));
    if (ts.isObjectLiteralExpression(node)) return this.object(node.properties, names);
    if (ts.isIdentifier(node)) {
      const known = names.get(node.text);
      if (known?.is === 'data') return known.data;
    }
    throw odd(node);
  }

  private object(
    properties: readonly ts.ObjectLiteralElementLike[],
    names: ReadonlyMap<string, Value>,
  ): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (const property of properties) {
      const { name } = property;
      if (ts.isShorthandPropertyAssignment(property)) {
        put(object, property.name.text, this.data(property.name, names));
      } else if (ts.isPropertyAssignment(property)) {
        put(object, propertyKey(name as ts.PropertyName), this.data(property.initializer, names));
      } else throw odd(property);
    }
    return object;
  }
}

/** A key that is in the object already, or that sets the prototype, is an error. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (Object.hasOwn(object, key)) throw new Error(`'${key}' stands twice`);
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function propertyKey(name: ts.PropertyName): string {
  if (
    ts.isComputedPropertyName(name) &&
    ts.isStringLiteral(name.expression) &&
    name.expression.text === '__proto__'
  ) {
    return '__proto__';
  }
  if ((!ts.isIdentifier(name) && !ts.isStringLiteral(name)) || name.text === '__proto__') throw odd(name);
  return name.text;
}

function constant(statement: ts.Statement): { name: string; value: ts.Expression } {
  if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) throw odd(statement);
  const [declaration, ...more] = statement.declarationList.declarations;
  const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  if (
    declaration?.initializer === undefined ||
    !ts.isIdentifier(declaration.name) ||
    more.length > 0 ||
    !isConst
  ) {
    throw odd(statement);
  }
  return { name: declaration.name.text, value: declaration.initializer };
}

function classNamed(name: string): Value | undefined {
  return CLASSES.has(name) ? { is: 'class', name } : undefined;
}

function isExported(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.map((modifier) => modifier.kind).join() === String(ts.SyntaxKind.ExportKeyword);
}

function resolved(from: string, specifier: string): string {
  if (!specifier.endsWith('.ts')) throw new Error(`import of ${specifier}`);
  return `${from.slice(0, from.lastIndexOf('/') + 1)}${specifier.slice(2)}`;
}

/** Nothing in the text that a compiler obeys or that a reader does not see. */
function checkText(syntax: Parsed): void {
  const { text, parseDiagnostics, commentDirectives = [], pragmas, checkJsDirective } = syntax;
  const references = [
    syntax.referencedFiles,
    syntax.typeReferenceDirectives,
    syntax.libReferenceDirectives,
    syntax.amdDependencies,
  ];
  if (parseDiagnostics.length > 0) {
    throw new Error(`${syntax.fileName}: ${JSON.stringify(parseDiagnostics[0]?.messageText)}\n${text}`);
  }
  if (
    commentDirectives.length > 0 ||
    pragmas.size > 0 ||
    checkJsDirective !== undefined ||
    references.some((list) => list.length > 0)
  ) {
    throw new Error(`an order to the compiler in\n${text}`);
  }
  const invisible = INVISIBLE.exec(text);
  if (invisible !== null) throw new Error(`${JSON.stringify(invisible[0])} stands in\n${text}`);
  if (/[#@]\s*source(?:Mapping)?URL=/.test(text)) throw new Error(`a source map is referred to in\n${text}`);
  for (const comment of comments(text)) {
    if (TOOL_ORDERS.some((order) => order.test(comment))) throw new Error(`an order to a tool: ${comment}`);
  }
}

/** The comments of a program, as the scanner sees them. */
function comments(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  const found: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment =
      token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) found.push(scanner.getTokenText());
  }
  return found;
}

function checkPath(path: string): void {
  if (path === 'main.ts') return;
  const steps = path.split('/');
  if (steps[0] !== 'claims' || steps.length > 3 || /\.d\.([^/]*\.)?ts$/i.test(path)) {
    throw new Error(`the path ${path}`);
  }
  for (const step of steps) {
    if (
      !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(step) ||
      /^(?:node_modules|con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(step)
    ) {
      throw new Error(`the path ${path}`);
    }
  }
}

function odd(node: ts.Node): Error {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return new Error(
    `nothing accounts for ${node.getSourceFile().fileName}:${line + 1}: ${node.getText().slice(0, 200)}`,
  );
}
