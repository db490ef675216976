import { HOSTILE_STRINGS } from '../../core/yaml/hostile-strings';

/** From 0 to 1. */
export type Random = () => number;

/** What ends a line for some reader. */
export const LINE_BREAKS = ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'] as const;

/** What would run, or would be obeyed, if it stood in the program as it is. */
const ORDERS: readonly string[] = [
  'globalThis.pwned = 1;',
  "';globalThis.pwned=1;//",
  '";globalThis.pwned=1;//',
  '`;globalThis.pwned=1;//',
  '${globalThis.pwned=1}',
  '*/ globalThis.pwned = 1; /*',
  '*/',
  '/*',
  '//',
  '\\',
  "\\'",
  '\\`',
  '\\${',
  '$\\{',
  '}});globalThis.pwned=1;({a:{',
  '@ts-ignore',
  ' @ts-nocheck',
  '@ts-expect-error',
  '/ <reference path="/etc/passwd" />',
  '/ <reference types="node" />',
  '/ <amd-dependency path="x" />',
  '# sourceMappingURL=/etc/passwd',
  '//# sourceMappingURL=data:application/json,{}',
  '/*# sourceMappingURL=x.map */',
  '//@ sourceURL=x.js',
  ' eslint-disable-line',
  'eslint-disable',
  'prettier-ignore',
  'biome-ignore lint: x',
  'istanbul ignore next',
  '@jsx pwned',
  '@jsxImportSource pwned',
  '@__PURE__',
  '#__PURE__',
  '!/usr/bin/env node',
  '<!-- ',
  '--> ',
  '<script>',
  '</script>',
  "import 'pwned';",
  "require('pwned')",
  '__proto__',
  'constructor',
  'prototype',
  '{__proto__: {pwned: 1}}',
  '\\u000a',
  '\\u2028',
  '%0a',
  'plain words',
  '20Gi',
  'replicas: 3',
  'é ü ß 日本語 😀 ⚠️',
  'a\tb',
  '\u00a0\u3000',
];

/** Characters that are not seen, or not where they are. */
const HIDDEN: readonly string[] = [
  ...['\u202a', '\u202e', '\u2066', '\u2069', '\u200b', '\u200e', '\u200f', '\u061c', '\u00ad', '\u180e'],
  ...['\ufe0f', '\ufe01', '\u{e0100}', '\u{e0041}', '\u3164', '\u2060', '\u034f', '\u{1d173}', '\ufff9'],
];

/** What YAML forbids as it stands. */
const FORBIDDEN: readonly string[] = [
  ...['\0', '\x01', '\x07', '\x08', '\x0b', '\x0c', '\x1b[31m', '\x1c', '\x7f', '\x80', '\x9b', '\ufeff'],
  ...['\ufffe', '\uffff'],
];

const ONE_LINE = HOSTILE_STRINGS.filter(isOneLine);

const HALVES: readonly string[] = ['\ud800', '\udfff'];

/** One of a list. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** One line that a YAML file may have in it as it stands. */
export function hostileLine(random: Random): string {
  return pieces(random, [ORDERS, ORDERS, HIDDEN, ONE_LINE]);
}

/** Text of any characters. */
export function hostileText(random: Random): string {
  if (random() < 0.01) return pieces(random, [HALVES, ORDERS]);
  return pieces(random, [ORDERS, ORDERS, HIDDEN, LINE_BREAKS, LINE_BREAKS, FORBIDDEN, HOSTILE_STRINGS]);
}

function pieces(random: Random, lists: readonly (readonly string[])[]): string {
  let text = '';
  const count = 1 + Math.floor(random() * 4);
  for (let index = 0; index < count; index += 1) text += oneOf(random, oneOf(random, lists));
  return text;
}

function isOneLine(text: string): boolean {
  return !/[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/.test(text);
}
