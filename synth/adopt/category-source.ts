import type { JsonObject, JsonValue } from '../../core/claim-model';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { claimSource, kindOf, patchesOf } from './claim-source';
import { Identifiers } from './identifiers';
import type { KnownKind } from './known-kinds';
import { SharedConstants } from './shared-constants';
import { quotedLiteral } from './string-literal';
import { fieldKey } from './yaml-comments';

/** One generated file, its path relative to the program's folder. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
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

/** The files of one category, and what `main.ts` needs to know of them. */
export interface CategorySource {
  readonly files: readonly SourceFile[];
  /** Name of the exported function. */
  readonly functionName: string;
  /** Variables of claims that claims of other categories refer to, by construct path; properties of what the function returns. */
  readonly exported: ReadonlyMap<string, string>;
}

const PACKAGE = 'cdk8s-claims';

/**
 * TypeScript of one category.
 *
 * @param claims - all claims of the category
 * @param referenced - construct paths that claims of other categories depend on, or that depend on them
 */
export function categorySource(
  category: string,
  claims: readonly AdoptedClaim[],
  referenced: ReadonlySet<string>,
  functionName: string,
  style: SourceStyle,
): CategorySource {
  const own = new Set(claims.map(constructPathOf));
  const ordered = dependenciesFirst(claims);
  const needed = new Set(claims.flatMap((claim) => claim.dependsOn).filter((path) => own.has(path)));
  const kinds = new Map(claims.map((claim) => [claim, kindOf(claim, style.kinds)]));
  const classNames = new Set([...kinds.values()].map((kind) => kind?.className ?? 'Claim'));
  const identifiers = new Identifiers([...classNames, 'Category', 'ClaimApp', 'JsonPatch', functionName]);
  const namespace = sharedNamespace(claims);
  const files: SourceFile[] = [];
  const exported = new Map<string, string>();
  const variables = new Map<string, string>();
  const names = new Map(ordered.map((claim) => [claim, identifiers.of(claim.name)]));
  const constants = new SharedConstants(
    style.split ? [] : ordered.flatMap((claim) => constantSources(claim)),
    identifiers,
  );
  let statements = '';
  const imports = new Map<string, Set<string>>();
  const local: string[] = [];
  for (const claim of ordered) {
    const path = constructPathOf(claim);
    const name = names.get(claim) ?? '';
    const isReferenced = referenced.has(path);
    const dependsOn = claim.dependsOn.flatMap((other) => variables.get(other) ?? []);
    const keepsVariable = needed.has(path) || isReferenced || (style.split && dependsOn.length > 0);
    const variable = style.split ? `${name}Claim` : name;
    if (keepsVariable) variables.set(path, variable);
    if (isReferenced) exported.set(path, variable);
    const kind = kinds.get(claim);
    if (style.split) {
      files.push(claimFile(claim, kind, name, namespace, category));
      local.push(`import { ${name} } from './${category}/${claim.name}${style.importExtension}';\n`);
      statements += `  ${keepsVariable ? `const ${variable} = ` : ''}${name}(category);\n`;
      for (const other of dependsOn) statements += `  ${variable}.node.addDependency(${other});\n`;
    } else {
      addImport(imports, kind?.module ?? PACKAGE, kind?.className ?? 'Claim');
      const patched = patchesOf(claim).length > 0;
      if (patched) addImport(imports, 'cdk8s', 'JsonPatch');
      const text = claimSource(claim, {
        kind,
        constants,
        categoryNamespace: namespace,
        scope: 'category',
        ...((keepsVariable || patched) && { variable }),
        dependsOn,
        indent: '  ',
      });
      statements += `\n${text}`;
    }
  }
  addImport(imports, PACKAGE, 'Category');
  addImport(imports, PACKAGE, 'type ClaimApp');
  if (style.split && exported.size > 0) addImport(imports, PACKAGE, 'type Claim');
  const declarations = constants.declarations();
  const props = namespace === undefined ? '' : `, { namespace: ${quotedLiteral(namespace)} }`;
  const returned = [...exported.values()];
  const type =
    exported.size === 0 ? 'void' : `{ ${returned.map((name) => `${name}: ${typeOf(name)}`).join('; ')} }`;
  const text =
    `${importLines(imports)}${local.join('')}\n` +
    (declarations === '' ? '' : `${declarations}\n`) +
    `/** The claims of \`${style.root}/${category}\`. */\n` +
    `export function ${functionName}(app: ClaimApp): ${type} {\n` +
    `  const category = new Category(app, ${quotedLiteral(category)}${props});\n` +
    `${style.split ? '\n' : ''}${statements}` +
    (returned.length === 0 ? '' : `\n  return { ${returned.join(', ')} };\n`) +
    '}\n';
  files.unshift({ path: `claims/${category}.ts`, text });
  return { files, functionName, exported };

  function typeOf(variable: string): string {
    const claim = ordered.find((candidate) => exported.get(constructPathOf(candidate)) === variable);
    return (claim && !style.split ? kinds.get(claim)?.className : undefined) ?? 'Claim';
  }
}

function claimFile(
  claim: AdoptedClaim,
  kind: KnownKind | undefined,
  functionName: string,
  namespace: string | undefined,
  category: string,
): SourceFile {
  const className = kind?.className ?? 'Claim';
  const imports = new Map<string, Set<string>>();
  addImport(imports, kind?.module ?? PACKAGE, className);
  addImport(imports, PACKAGE, 'type Category');
  const patched = patchesOf(claim).length > 0;
  if (patched) addImport(imports, 'cdk8s', 'JsonPatch');
  const identifiers = new Identifiers([className, 'Category', 'JsonPatch', functionName, 'claim']);
  const constants = new SharedConstants(constantSources(claim), identifiers);
  const statement = claimSource(claim, {
    kind,
    constants,
    categoryNamespace: namespace,
    scope: 'category',
    ...(patched ? { variable: 'claim' } : { lead: 'return ' }),
    dependsOn: [],
    indent: '  ',
  });
  const declarations = constants.declarations();
  const text =
    `${importLines(imports)}\n` +
    (declarations === '' ? '' : `${declarations}\n`) +
    `export function ${functionName}(category: Category): ${className} {\n` +
    `${statement}${patched ? '  return claim;\n' : ''}}\n`;
  return { path: `claims/${category}/${claim.name}.ts`, text };
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
  if (!(name.startsWith('type ') && names.has(name.slice('type '.length)))) names.add(name);
}

/** Import lines, one per module, `cdk8s` before `cdk8s-claims`. */
export function importLines(imports: ReadonlyMap<string, ReadonlySet<string>>): string {
  return [...imports]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([module, names]) => `import { ${sortedNames(names).join(', ')} } from '${module}';\n`)
    .join('');
}

function sortedNames(names: ReadonlySet<string>): string[] {
  const bare = (name: string): string => name.replace(/^type /, '');
  return [...names].sort((left, right) => (bare(left) < bare(right) ? -1 : 1));
}
