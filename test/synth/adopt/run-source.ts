import { runInThisContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { App } from 'cdk8s';
import * as cdk8s from 'cdk8s';
import type { ModelsDocument } from '../../../core/models-document';
import * as constructs from '../../../constructs/index';
import { collectModels } from '../../../synth/collect/collect-models';
import type { SourceFile } from '../../../synth/adopt/category-source';

type Program = (exports: Record<string, unknown>, require: (name: string) => unknown) => void;

/** Runs a generated program in memory and returns what it declares. */
export function runSource(files: readonly SourceFile[]): ModelsDocument {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const loaded = new Map<string, Record<string, unknown>>();
  let collected: ModelsDocument | undefined;
  class ClaimApp extends App {
    override synth(): void {
      collected = collectModels(this);
    }
  }
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const text = texts.get(path);
    if (text === undefined) throw new Error(`no file ${path}`);
    const { code } = transformSync(text, {
      filename: path,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const exports: Record<string, unknown> = {};
    loaded.set(path, exports);
    const require = (name: string): unknown => {
      if (name === 'cdk8s') return cdk8s;
      if (name === 'cdk8s-claims') return { ...constructs, ClaimApp };
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
      return load(`${folder}${name.replace(/^\.\//, '')}`);
    };
    const run = runInThisContext(`(function (exports, require) {${code}\n})`, { filename: path }) as Program;
    run(exports, require);
    return exports;
  };
  load('main.ts');
  if (collected === undefined) throw new Error('main.ts does not synthesize');
  return collected;
}
