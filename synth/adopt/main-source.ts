import { identifier } from '../source/identifier';
import { relativeImport, SourcePaths } from '../source/source-path';
import { code, joined, NOTHING, type SourceText } from '../source/source-text';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import {
  categorySource,
  type CategoryNames,
  type CategorySource,
  type SourceFile,
  type SourceStyle,
} from './category-source';
import { Identifiers } from './identifiers';

/** The TypeScript of a whole program: `main.ts` and the files of its categories. */
export function programSource(claims: readonly AdoptedClaim[], style: SourceStyle): SourceFile[] {
  const categories = new Map<string, AdoptedClaim[]>();
  for (const claim of claims) {
    const siblings = categories.get(claim.category);
    if (siblings === undefined) categories.set(claim.category, [claim]);
    else siblings.push(claim);
  }
  const across = dependenciesAcross(claims);
  const referenced = new Set(across.flat());
  const identifiers = new Identifiers(['ClaimApp', 'app', 'category']);
  const paths = new SourcePaths();
  const names = new Map<string, CategoryNames>();
  for (const category of categories.keys()) {
    const functionName = identifiers.of(category, 'category');
    names.set(category, { functionName, file: paths.file('claims', category), paths });
  }
  const sources = [...names].map(([category, own]) => {
    const source = categorySource(category, categories.get(category) ?? [], referenced, own, style);
    return { ...own, ...source };
  });
  return [mainFile(sources, across, identifiers, style), ...sources.flatMap(({ files }) => files)];
}

/** Pairs of construct paths of different categories: who depends on whom. */
function dependenciesAcross(claims: readonly AdoptedClaim[]): [string, string][] {
  const categories = new Map(claims.map((claim) => [constructPathOf(claim), claim.category]));
  const pairs: [string, string][] = [];
  for (const claim of claims) {
    for (const needed of claim.dependsOn) {
      if (categories.get(needed) !== claim.category) pairs.push([constructPathOf(claim), needed]);
    }
  }
  return pairs;
}

function mainFile(
  sources: readonly (CategorySource & CategoryNames)[],
  across: readonly [string, string][],
  identifiers: Identifiers,
  style: SourceStyle,
): SourceFile {
  const main = { path: 'main.ts' };
  const expressions = new Map<string, SourceText>();
  const imports = [code`import { ClaimApp } from 'cdk8s-claims';\n`];
  const calls: SourceText[] = [];
  for (const { functionName, exported, file } of sources) {
    const called = identifier(functionName);
    imports.push(code`import { ${called} } from ${relativeImport(main, file, style.importExtension)};\n`);
    if (exported.size === 0) {
      calls.push(code`${called}(app);\n`);
      continue;
    }
    const variable = identifier(identifiers.of(`${functionName}Claims`));
    calls.push(code`const ${variable} = ${called}(app);\n`);
    for (const [path, name] of exported) expressions.set(path, code`${variable}.${name}`);
  }
  const dependencies = across.flatMap(([claim, needed]) => {
    const [from, to] = [expressions.get(claim), expressions.get(needed)];
    return from === undefined || to === undefined ? [] : [code`${from}.node.addDependency(${to});\n`];
  });
  const start = code`const app = new ClaimApp();\n`;
  const parts = [joined(imports), start, joined(calls), joined(dependencies), code`app.synth();\n`];
  return {
    path: main.path,
    text: joined(
      parts.filter((part) => part !== NOTHING),
      code`\n`,
    ),
  };
}
