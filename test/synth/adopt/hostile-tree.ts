import type { AdoptedClaim } from '../../../synth/adopt/adopted-claim';
import { fieldKey, type YamlComment } from '../../../synth/adopt/yaml-comments';
import { hostileLine, hostileText, LINE_BREAKS, oneOf, type Random } from './hostile-text';

/** Names that a file system, a compiler or a module loader treats in a way of its own, and names that clash with each other. */
const NAMES: readonly string[] = [
  ...[
    'index',
    'main',
    'node-modules',
    'node_modules',
    'dist',
    'claims',
    'category',
    'app',
    'claim',
    'a',
    'a-claim',
  ],
  ...[
    'a.claim',
    'b',
    'b-claim',
    'con',
    'aux.x',
    'com1',
    'x.d',
    'd',
    'a.d.css',
    'a.ts',
    'x.js',
    'x.json',
    'class',
    'then',
  ],
  ...[
    'default',
    'await',
    'eval',
    'arguments',
    'undefined',
    'nan',
    'proto',
    'constructor',
    'prototype',
    'require',
    'exports',
  ],
  ...[
    'json-patch',
    'claim-app',
    'volume-claim',
    '3d',
    '0',
    'x2',
    'x',
    '-',
    '..',
    '.hidden',
    '__proto__',
    'Infra',
    'infra',
  ],
  ...[
    'é',
    'a b',
    "a'b",
    '${x}',
    '*\u2044',
    'a\u2028b',
    'a\rb',
    'a'.repeat(63),
    'a'.repeat(64),
    'package',
    'let',
    'static',
  ],
];
const KINDS = ['Database', 'VolumeClaim', 'JsonPatch', 'Category'];
const NUMBERS: readonly string[] = [
  ...[
    '0',
    '-0',
    '-0.0',
    '1',
    '1e3',
    '1e21',
    '1e400',
    '-1e400',
    '.5',
    '5.',
    '1_000',
    '0x1F',
    '0o17',
    '0644',
    '+5',
    '1.7976931348623157e308',
  ],
  ...[
    '9007199254740993',
    '-9007199254740993',
    '18446744073709551615',
    '18446744073709551616',
    '9223372036854775808',
    '5e-324',
    '4e20',
  ],
  ...[
    '~',
    'true',
    'NO',
    '2026-01-02',
    '!!binary aGk=',
    '!!str 5',
    '!!float 1',
    '.inf',
    '.nan',
    '{a: }',
    '{}',
    '[]',
    '{ }',
  ],
];

/** A target tree with hostile text wherever text can stand: comments, keys, values, names of files and folders, registry, catalog. */
export function hostileTree(random: Random): Record<string, string> {
  const files: Record<string, string> = {};
  const entries: string[] = [];
  const listed = new Map<string, string[]>();
  const count = 1 + Math.floor(random() * 5);
  for (let index = 0; index < count; index += 1) {
    const category = random() < 0.5 ? oneOf(random, ['infra', 'apps', 'prod/infra']) : nameFor(random);
    const name = random() < 0.3 ? `db-${index}` : nameFor(random);
    const flat = random() < 0.15;
    const template = random() < 0.8 ? 'database' : nameFor(random);
    // In its folder, beside others in one folder, deeper down, with either extension.
    const folder = random() < 0.7 ? name : oneOf(random, ['shared', `${name}/app`, 'shared/deep']);
    const extension = random() < 0.85 ? 'yaml' : 'yml';
    const path = flat
      ? `claims/${category}/${name}.${extension}`
      : `claims/${category}/${folder}/${template}${folder === name ? '' : index}.${extension}`;
    files[path] = fileText(random, index);
    if (!flat && random() < 0.7) {
      files[`claims/${category}/${name}/catalog-info.yaml`] = catalogText(random, count);
    }
    if (random() < 0.5) entries.push(entryText(random, category, name, path));
    listed.set(category, [...(listed.get(category) ?? []), flat ? `${name}.yaml` : name]);
  }
  for (const [category, names] of listed) {
    files[`claims/${category}/kustomization.yaml`] = `resources: ${JSON.stringify(names)}\n`;
  }
  if (entries.length > 0) {
    files['claims/registry.yaml'] =
      `apiVersion: claim-registry.io/v1alpha1${comment(random)}\nkind: ClaimRegistry\nclaims:\n${entries.join('')}`;
  }
  return files;
}

/** Claims as no reader would let them through: what the writer gets is not trusted either. */
export function hostileClaims(random: Random): AdoptedClaim[] {
  const claims: AdoptedClaim[] = [];
  const count = 1 + Math.floor(random() * 5);
  const text = (): string => (random() < 0.5 ? hostileText(random) : nameFor(random));
  for (let index = 0; index < count; index += 1) {
    const category = random() < 0.5 ? oneOf(random, ['infra', 'apps', '../x', '.git/hooks', '/etc']) : text();
    const name = `${text()}${index}`;
    const earlier = claims.filter(() => random() < 0.3).map((claim) => `${claim.category}/${claim.name}`);
    const object = {
      apiVersion: text(),
      kind: oneOf(random, KINDS),
      metadata: { name: text(), ...(random() < 0.5 && { namespace: text() }), [text()]: hostileText(random) },
      ...(random() < 0.8 && { spec: { [hostileText(random)]: [hostileText(random), { [text()]: text() }] } }),
      [text()]: hostileText(random),
    };
    const comments = new Map<string, readonly YamlComment[]>();
    for (const key of ['', ...Object.keys(object)]) {
      if (random() < 0.7) {
        comments.set(key === '' ? '' : fieldKey('', key), [
          { text: hostileText(random), place: oneOf(random, ['before', 'beside', 'after']) },
          { text: hostileText(random), place: oneOf(random, ['before', 'beside', 'after']) },
        ]);
      }
    }
    claims.push({
      category,
      name,
      template: text(),
      ...(random() < 0.3 && { file: hostileText(random) }),
      ...(random() < 0.3 && { owner: hostileText(random), lifecycle: hostileText(random) }),
      ...(random() < 0.3 && { documents: [{ object: { [text()]: hostileText(random) }, line: 1 }] }),
      object,
      dependsOn: earlier.sort(),
      path: hostileText(random),
      line: 1,
      comments: { byField: comments, around: new Set(['', ...comments.keys()]) },
    });
  }
  return claims;
}

function nameFor(random: Random): string {
  return random() < 0.9 ? oneOf(random, NAMES) : hostileLine(random).replaceAll('/', '_') || 'x';
}

/** One claim, or several, and what is none before, between and behind them. */
function fileText(random: Random, index: number): string {
  const name = (): string => (random() < 0.7 ? `db-${index}` : nameFor(random));
  const count = random() < 0.75 ? 1 : 2 + Math.floor(random() * 2);
  const documents = [claimText(random, name())];
  for (let at = 1; at < count; at += 1) documents.push(shortClaim(random, `x${index}-${at}`));
  if (count > 1 && random() < 0.6) documents[0] = shortClaim(random, `x${index}-0`);
  if (random() < 0.2) {
    const place = Math.floor(random() * (count + 1));
    documents.splice(
      place,
      0,
      `apiVersion: v1\nkind: Namespace${comment(random)}\nmetadata: {name: n${index}}\n`,
    );
  }
  return documents.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join(`---${comment(random)}\n`);
}

/** A claim that is read more often than not, with hostile comments and values. */
function shortClaim(random: Random, name: string): string {
  const value = escapedJson(hostileText(random));
  return `#${commentLine(random)}\napiVersion: example.org/v1${comment(random)}\nkind: ${oneOf(random, KINDS)}\nmetadata: {name: ${name}}\nspec:\n  x: ${value}${comment(random)}\n`;
}

function claimText(random: Random, name: string): string {
  const indent = (depth: number): string => '  '.repeat(depth);
  const above = (depth: number): string =>
    random() < 0.25 ? `${indent(depth)}#${commentLine(random)}\n` : '';
  const line = (depth: number, text: string): string =>
    `${above(depth)}${indent(depth)}${text}${comment(random)}\n`;
  const again = random() < 0.3 ? hostileLine(random).repeat(8) : hostileLine(random);
  let text = above(0);
  if (random() < 0.3) text += `---${comment(random)}\n`;
  text += line(
    0,
    `apiVersion: ${oneOf(random, ['example.org/v1', 'resources.stuttgart-things.com/v1alpha1'])}`,
  );
  text +=
    line(0, `kind: ${oneOf(random, KINDS)}`) +
    line(0, 'metadata:') +
    line(1, `name: ${JSON.stringify(name)}`);
  if (random() < 0.6) text += line(1, `namespace: ${oneOf(random, ['default', 'prod'])}`);
  if (random() < 0.3) text += line(1, `${keyText(random)}: ${valueText(random)}`);
  if (random() < 0.3) text += line(1, 'annotations:') + line(2, `x: ${escapedJson(hostileText(random))}`);
  text += line(0, 'spec:');
  const count = 1 + Math.floor(random() * 4);
  for (let index = 0; index < count; index += 1) {
    text += line(1, `${keyText(random)}: ${valueText(random)}`);
    if (random() < 0.3) {
      text +=
        line(1, `${keyText(random)}:`) +
        line(2, `- ${valueText(random)}`) +
        line(2, `- k: ${valueText(random)}`);
    }
    if (random() < 0.2) {
      text += `${line(1, `${keyText(random)}: |`)}${indent(2)}${hostileLine(random)}\n${indent(2)}# ${hostileLine(random)}\n`;
    }
    if (random() < 0.2) text += line(1, `${keyText(random)}: [${valueText(random)}, ${valueText(random)}]`);
  }
  for (const key of ['a', 'b', 'c']) {
    if (random() < 0.5) {
      text += line(1, `${key}: {shared: ${escapedJson(again)}, more: ${escapedJson(again)}}`);
    }
  }
  if (random() < 0.2) text += line(0, `${keyText(random)}: ${valueText(random)}`);
  if (random() < 0.2) {
    text += `---${comment(random)}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name.replace(/[^a-z0-9]/g, '')}x}\ndata: {${keyText(random)}: ${escapedJson(hostileText(random))}}\n`;
  }
  return text + above(0) + (random() < 0.1 ? `...\n${above(0)}` : '');
}

function comment(random: Random): string {
  return random() < 0.3 ? ` #${commentLine(random)}` : '';
}

/** A comment with, now and then, a break of a line in it that the library does not take for one. */
function commentLine(random: Random): string {
  const text = hostileLine(random);
  if (random() > 0.02) return text;
  const at = Math.floor(random() * text.length);
  return (
    text.slice(0, at) +
    oneOf(random, LINE_BREAKS.slice(1)) +
    oneOf(random, ['', 'globalThis.pwned = 1;']) +
    text.slice(at)
  );
}

function keyText(random: Random): string {
  const text =
    random() < 0.4
      ? oneOf(random, ['__proto__', 'constructor', 'spec', 'metadata', 'class', '1', ''])
      : hostileText(random);
  return escapedJson(text);
}

function valueText(random: Random): string {
  const kind = random();
  if (kind < 0.25) return oneOf(random, NUMBERS);
  if (kind < 0.8) return escapedJson(hostileText(random));
  if (kind < 0.9) return `'${hostileLine(random).replaceAll("'", "''")}'`;
  return `{${keyText(random)}: ${escapedJson(hostileText(random))}, '__proto__': {x: 1}}`;
}

/** JSON is YAML, once what YAML forbids is escaped. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function catalogText(random: Random, count: number): string {
  const text = (): string => (random() < 0.3 ? 'platform-team' : hostileText(random));
  const component = {
    kind: 'Component',
    metadata: {
      tags: [text(), 'database', 'infra'],
      annotations: {
        'github.com/project-slug': random() < 0.5 ? 'acme/harvester' : hostileText(random),
        'backstage.io/source-location': `url:https://${hostileLine(random)}/acme/harvester/tree/main`,
      },
    },
    spec: {
      owner: text(),
      lifecycle: text(),
      type: text(),
      dependsOn: [
        `component:db-${Math.floor(random() * count)}`,
        `component:${nameFor(random)}`,
        hostileText(random),
      ],
    },
  };
  return `${escapedJson(component)}\n`;
}

function entryText(random: Random, category: string, name: string, path: string): string {
  const field = (key: string, usual: string): string =>
    `    ${key}: ${escapedJson(random() < 0.8 ? usual : hostileText(random))}${comment(random)}\n`;
  return (
    `  - name: ${escapedJson(random() < 0.8 ? name : hostileText(random))}\n` +
    field('category', category) +
    field('template', 'database') +
    field('path', path) +
    field('repository', 'acme/harvester') +
    field('createdBy', 'me')
  );
}
