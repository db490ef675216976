import { canonicalJson } from '../../core/json/canonical-json';
import { compareText } from '../../core/text/compare-text';
import { identifier } from '../../synth/source/identifier';
import { code, joined, NOTHING, type SourceText } from '../../synth/source/source-text';
import { lineComment } from '../../synth/source/comment';
import { quotedLiteral } from '../../synth/source/string-literal';
import type { CustomKind } from '../documents/custom-kind';
import { ModuleNames } from './class-names';
import { defaultTree } from './default-tree';
import { kindDeclaration, ownSpec, sharedSource, type NamedKind } from './kind-source';

/** The types of one group in one version, as the two files that a program imports. */
export interface TypeModule {
  /** Without ending, from the folder of the imports: `acme.io/v1alpha1`. */
  readonly path: string;
  readonly declarations: SourceText;
  readonly code: SourceText;
  /** The classes by the kind that each of them is of. */
  readonly classes: readonly { readonly kind: string; readonly plural: string; readonly className: string }[];
}

/** Writes a module for each group and version that the kinds are served in. The same kinds give the same bytes, in whatever order. */
export function typeModules(kinds: readonly CustomKind[]): TypeModule[] {
  const byPath = new Map<string, Omit<NamedKind, 'className' | 'specName' | 'resolvedName' | 'shared'>[]>();
  for (const kind of kinds) {
    for (const version of kind.versions) {
      if (!version.served) continue;
      const path = `${kind.group}/${version.name}`;
      byPath.set(path, [...(byPath.get(path) ?? []), { kind, version }]);
    }
  }
  return [...byPath]
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, members]) => moduleOf(path, members));
}

function moduleOf(path: string, members: readonly Pick<NamedKind, 'kind' | 'version'>[]): TypeModule {
  const sorted = [...members].sort(
    (left, right) =>
      compareText(left.kind.kind, right.kind.kind) || compareText(left.kind.plural, right.kind.plural),
  );
  const named = nameAll(sorted);
  const head = lineComment(
    `Types of ${path}, written by \`claims import\`: the next import writes them anew.`,
  );
  const written = new Set<string>();
  const declarations = named.map((member) => {
    const { shared } = member;
    const isFirst = shared !== undefined && !written.has(shared.fields);
    if (isFirst) written.add(shared.fields);
    return code`${isFirst ? code`\n${sharedSource(member, shared)}` : NOTHING}\n${kindDeclaration(member)}`;
  });
  const classes = named.map(({ kind, version, className }) => {
    const name = identifier(className);
    const info = code`{ apiVersion: ${quotedLiteral(`${kind.group}/${version.name}`)}, kind: ${quotedLiteral(kind.kind)} }`;
    return code`\nclass ${name} extends claims.TypedClaim {}\n${name}.info = ${info};\nexports.${name} = ${name};\n`;
  });
  return {
    path,
    declarations: code`${head}\nimport * as claims from 'cdk8s-claims';\n${joined(declarations)}`,
    code: code`${head}\n'use strict';\nconst claims = require('cdk8s-claims');\n${joined(classes)}`,
    classes: named.map(({ kind, className }) => ({ kind: kind.kind, plural: kind.plural, className })),
  };
}

/** A specification of so many characters is written once, whoever has it; a shorter one by the two shapes of one XRD alone. */
const WORTH_SHARING = 200;

/** Classes first: they have the names that authors write. */
function nameAll(members: readonly Pick<NamedKind, 'kind' | 'version'>[]): NamedKind[] {
  const names = new ModuleNames();
  const classes = members.map((member) => {
    const spec = ownSpec(member);
    const text = spec === undefined ? '' : canonicalJson(spec);
    const key = text.length < WORTH_SHARING ? `${member.kind.definedBy ?? ''} ${text}` : text;
    const canShare = text !== '' && (text.length >= WORTH_SHARING || member.kind.definedBy !== undefined);
    return { ...member, className: names.forClass(member.kind.kind), key: canShare ? key : undefined, spec };
  });
  const counts = new Map<string, number>();
  for (const { key } of classes) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const sharedBy = new Map<string, NonNullable<NamedKind['shared']>>();
  return classes.map(({ key = '', spec, ...member }) => {
    const { className } = member;
    let shared = sharedBy.get(key);
    if (shared === undefined && (counts.get(key) ?? 0) > 1) {
      const hasDefaults = defaultTree(spec ?? {}) !== undefined;
      shared = {
        fields: names.take(`${className}Fields`),
        ...(hasDefaults && { defaults: names.take(`${className}Defaults`) }),
      };
      sharedBy.set(key, shared);
    }
    return {
      ...member,
      specName: names.take(`${className}Spec`),
      resolvedName: names.take(`${className}Resolved`),
      ...(shared !== undefined && { shared }),
    };
  });
}
