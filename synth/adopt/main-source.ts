import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { categorySource, type CategorySource, type SourceFile, type SourceStyle } from './category-source';
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
  const identifiers = new Identifiers(['ClaimApp', 'app']);
  const sources = [...categories].map(([category, own]) =>
    categorySource(category, own, referenced, identifiers.of(category, 'category'), style),
  );
  const paths = [...categories.keys()];
  return [mainFile(paths, sources, across, identifiers, style), ...sources.flatMap(({ files }) => files)];
}

/** Pairs of construct paths of different categories: who depends on whom. */
function dependenciesAcross(claims: readonly AdoptedClaim[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const claim of claims) {
    for (const needed of claim.dependsOn) {
      if (!needed.startsWith(`${claim.category}/`)) pairs.push([constructPathOf(claim), needed]);
    }
  }
  return pairs;
}

function mainFile(
  categories: readonly string[],
  sources: readonly CategorySource[],
  across: readonly [string, string][],
  identifiers: Identifiers,
  style: SourceStyle,
): SourceFile {
  const expressions = new Map<string, string>();
  let imports = "import { ClaimApp } from 'cdk8s-claims';\n";
  let calls = '';
  for (const [index, source] of sources.entries()) {
    const { functionName, exported } = source;
    imports += `import { ${functionName} } from './claims/${categories[index] ?? ''}${style.importExtension}';\n`;
    if (exported.size === 0) {
      calls += `${functionName}(app);\n`;
      continue;
    }
    const variable = identifiers.of(`${functionName}Claims`);
    calls += `const ${variable} = ${functionName}(app);\n`;
    for (const [path, name] of exported) expressions.set(path, `${variable}.${name}`);
  }
  const dependencies = across
    .map(
      ([claim, needed]) =>
        `${expressions.get(claim) ?? ''}.node.addDependency(${expressions.get(needed) ?? ''});\n`,
    )
    .join('');
  const parts = [imports, 'const app = new ClaimApp();\n', calls, dependencies, 'app.synth();\n'];
  return { path: 'main.ts', text: parts.filter((part) => part !== '').join('\n') };
}
