import type { JsonObject, JsonValue } from '../../core/claim-model';
import { docComment } from '../source/comment';
import { identifier } from '../source/identifier';
import { relativeImport, type SourcePath, type SourcePaths } from '../source/source-path';
import { code, joined, NOTHING, type SourceText } from '../source/source-text';
import { quotedLiteral } from '../source/string-literal';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { claimSource, kindOf, patchesOf } from './claim-source';
import { Identifiers } from './identifiers';
import type { KnownKind } from './known-kinds';
import { SharedConstants } from './shared-constants';
import { fieldKey } from './yaml-comments';
import { compareText } from '../../core/text/compare-text';

/** One generated file, its path relative to the program's folder. */
export interface SourceFile {
  readonly path: string;
  readonly text: SourceText;
}

/** What all files of the program have in common. */
export interface SourceStyle {
  readonly kinds: readonly KnownKind[];
  /** One file per claim. */
  readonly split: boolean;
  /** What relative imports end with: `.ts` where Node runs the files as they are, else nothing. */
  readonly importExtension: '' | '.ts';
  /** Folder of the claims in the target, for descriptions. */
  readonly root: string;
}

/** What a category is called in the program. */
export interface CategoryNames {
  /** Name of the exported function. */
  readonly functionName: string;
  readonly file: SourcePath;
  /** Where files for its claims come from, with `split`. */
  readonly paths: SourcePaths;
}

/** The files of one category, and what `main.ts` needs to know of them. */
export interface CategorySource {
  readonly files: readonly SourceFile[];
  /** Variables of claims that claims of other categories refer to, by construct path; properties of what the function returns. */
  readonly exported: ReadonlyMap<string, SourceText>;
}

const INDENT = code`  `;
const PACKAGE = 'cdk8s-claims';
const TYPE = 'type ';
/** What every generated file may call something already. */
const OTHER_NAMES = ['Category', 'ClaimApp', 'JsonPatch', 'Claim', 'app', 'category', 'claim'];

/**
 * TypeScript of one category.
 *
 * @param claims - all claims of the category
 * @param referenced - construct paths that claims of other categories depend on, or that depend on them
 * @param names - what the program calls it
 */
export function categorySource(
  category: string,
  claims: readonly AdoptedClaim[],
  referenced: ReadonlySet<string>,
  names: CategoryNames,
  style: SourceStyle,
): CategorySource {
  const { functionName, file } = names;
  const own = new Set(claims.map(constructPathOf));
  const ordered = dependenciesFirst(claims);
  const needed = new Set(claims.flatMap((claim) => claim.dependsOn).filter((path) => own.has(path)));
  const kinds = new Map(claims.map((claim) => [claim, kindOf(claim, style.kinds)]));
  const classNames = new Set([...kinds.values()].map((kind) => kind?.className ?? 'Claim'));
  const identifiers = new Identifiers([...classNames, ...OTHER_NAMES, functionName]);
  const namespace = sharedNamespace(claims);
  const files: SourceFile[] = [];
  const exported = new Map<string, SourceText>();
  const variables = new Map<string, SourceText>();
  const functions = new Map(ordered.map((claim) => [claim, identifiers.of(claim.name)]));
  const constants = new SharedConstants(
    style.split ? [] : ordered.flatMap((claim) => constantSources(claim)),
    identifiers,
  );
  const statements: SourceText[] = [];
  const imports = new Map<string, Set<string>>();
  const local: SourceText[] = [];
  const folder = style.split ? names.paths.folder('claims', category) : '';
  for (const claim of ordered) {
    const path = constructPathOf(claim);
    const name = functions.get(claim) ?? '';
    const isReferenced = referenced.has(path);
    const dependsOn = claim.dependsOn.flatMap((other) => variables.get(other) ?? []);
    const keepsVariable = needed.has(path) || isReferenced || (style.split && dependsOn.length > 0);
    const variable = identifier(style.split && keepsVariable ? identifiers.of(`${claim.name}-claim`) : name);
    if (keepsVariable) variables.set(path, variable);
    if (isReferenced) exported.set(path, variable);
    const kind = kinds.get(claim);
    if (style.split) {
      const own = names.paths.file(folder, claim.name);
      files.push(claimFile(claim, kind, name, namespace, own));
      const called = identifier(name);
      local.push(code`import { ${called} } from ${relativeImport(file, own, style.importExtension)};\n`);
      statements.push(code`  ${keepsVariable ? code`const ${variable} = ` : NOTHING}${called}(category);\n`);
      for (const other of dependsOn) statements.push(code`  ${variable}.node.addDependency(${other});\n`);
    } else {
      addImport(imports, moduleOf(kind, file), kind?.className ?? 'Claim');
      const patched = patchesOf(claim).length > 0;
      if (patched) addImport(imports, 'cdk8s', 'JsonPatch');
      const text = claimSource(claim, {
        kind,
        constants,
        categoryNamespace: namespace,
        scope: code`category`,
        ...((keepsVariable || patched) && { variable }),
        dependsOn,
        indent: INDENT,
      });
      statements.push(code`\n${text}`);
    }
  }
  addImport(imports, PACKAGE, 'Category');
  addImport(imports, PACKAGE, 'type ClaimApp');
  if (style.split && exported.size > 0) addImport(imports, PACKAGE, 'type Claim');
  const declarations = constants.declarations();
  const props = namespace === undefined ? NOTHING : code`, { namespace: ${quotedLiteral(namespace)} }`;
  const returned = [...exported.values()];
  const types = ordered.flatMap((claim) => {
    const variable = exported.get(constructPathOf(claim));
    const className = (style.split ? undefined : kinds.get(claim)?.className) ?? 'Claim';
    return variable === undefined ? [] : [code`${variable}: ${identifier(className)}`];
  });
  const type = types.length === 0 ? code`void` : code`{ ${joined(types, code`; `)} }`;
  const parts = [
    code`${importLines(imports)}${joined(local)}\n`,
    declarations === NOTHING ? NOTHING : code`${declarations}\n`,
    code`${docComment(`The claims of \`${style.root}/${category}\`.`)}\n`,
    code`export function ${identifier(functionName)}(app: ClaimApp): ${type} {\n`,
    code`  const category = new Category(app, ${quotedLiteral(category)}${props});\n`,
    style.split ? code`\n` : NOTHING,
    ...statements,
    returned.length === 0 ? NOTHING : code`\n  return { ${joined(returned, code`, `)} };\n`,
    code`}\n`,
  ];
  files.unshift({ path: file.path, text: joined(parts) });
  return { files, exported };
}

function claimFile(
  claim: AdoptedClaim,
  kind: KnownKind | undefined,
  functionName: string,
  namespace: string | undefined,
  file: SourcePath,
): SourceFile {
  const className = kind?.className ?? 'Claim';
  const imports = new Map<string, Set<string>>();
  addImport(imports, moduleOf(kind, file), className);
  addImport(imports, PACKAGE, 'type Category');
  const patched = patchesOf(claim).length > 0;
  if (patched) addImport(imports, 'cdk8s', 'JsonPatch');
  const identifiers = new Identifiers([className, ...OTHER_NAMES, functionName]);
  const constants = new SharedConstants(constantSources(claim), identifiers);
  const statement = claimSource(claim, {
    kind,
    constants,
    categoryNamespace: namespace,
    scope: code`category`,
    ...(patched ? { variable: code`claim` } : { lead: code`return ` }),
    dependsOn: [],
    indent: INDENT,
  });
  const declarations = constants.declarations();
  const parts = [
    code`${importLines(imports)}\n`,
    declarations === NOTHING ? NOTHING : code`${declarations}\n`,
    code`export function ${identifier(functionName)}(category: Category): ${identifier(className)} {\n`,
    code`${statement}${patched ? code`  return claim;\n` : NOTHING}}\n`,
  ];
  return { path: file.path, text: joined(parts) };
}

/** What a file calls the module of a class. */
function moduleOf(kind: KnownKind | undefined, { path }: SourcePath): string {
  if (kind?.isOfProgram !== true) return kind?.module ?? PACKAGE;
  const up = path.split('/').length - 1;
  return `${up === 0 ? './' : '../'.repeat(up)}${kind.module}`;
}

/** Namespace that all claims of a category have, when that is worth saying once. */
function sharedNamespace(claims: readonly AdoptedClaim[]): string | undefined {
  const [first, ...others] = claims.map((claim) => (claim.object['metadata'] as JsonObject)['namespace']);
  if (typeof first !== 'string' || others.length === 0) return undefined;
  return others.every((namespace) => namespace === first) ? first : undefined;
}

function constantSources(
  claim: AdoptedClaim,
): { value: JsonValue; field: string; comments: AdoptedClaim['comments'] }[] {
  const { comments, object } = claim;
  return Object.entries(object)
    .filter(([key]) => key !== 'apiVersion' && key !== 'kind')
    .map(([key, value]) => ({ value: value, field: fieldKey('', key), comments }));
}

/** By name, but every claim after those that it depends on. */
function dependenciesFirst(claims: readonly AdoptedClaim[]): AdoptedClaim[] {
  const byPath = new Map(claims.map((claim) => [constructPathOf(claim), claim]));
  const done = new Set<AdoptedClaim>();
  const ordered: AdoptedClaim[] = [];
  const visit = (start: AdoptedClaim): void => {
    const stack = [{ claim: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1) as { claim: AdoptedClaim; next: number };
      const needed = byPath.get(top.claim.dependsOn[top.next] ?? '');
      top.next += 1;
      if (needed !== undefined) {
        if (!done.has(needed)) stack.push({ claim: needed, next: 0 });
      } else if (top.next > top.claim.dependsOn.length) {
        stack.pop();
        if (!done.has(top.claim)) ordered.push(top.claim);
        done.add(top.claim);
      }
    }
  };
  for (const claim of claims) if (!done.has(claim)) visit(claim);
  return ordered;
}

function addImport(imports: Map<string, Set<string>>, module: string, name: string): void {
  const names = imports.get(module) ?? new Set();
  imports.set(module, names);
  if (!(name.startsWith(TYPE) && names.has(name.slice(TYPE.length)))) names.add(name);
}

/** Import lines, one per module, `cdk8s` before `cdk8s-claims`. */
function importLines(imports: ReadonlyMap<string, ReadonlySet<string>>): SourceText {
  const lines = [...imports]
    .sort(([left], [right]) => compareText(left, right))
    .map(([module, names]) => {
      const imported = sortedNames(names).map((name) =>
        name.startsWith(TYPE) ? code`type ${identifier(name.slice(TYPE.length))}` : identifier(name),
      );
      return code`import { ${joined(imported, code`, `)} } from ${quotedLiteral(module)};\n`;
    });
  return joined(lines);
}

function sortedNames(names: ReadonlySet<string>): string[] {
  const bare = (name: string): string => (name.startsWith(TYPE) ? name.slice(TYPE.length) : name);
  return [...names].sort((left, right) => compareText(bare(left), bare(right)));
}
