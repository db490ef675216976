import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../../core/claim-model';
import { isJsonObject } from '../../../core/json/json-guards';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import type { CustomKind } from '../../../schema/documents/custom-kind';
import { readDefinitions } from '../../../schema/documents/read-definitions';
import { propertyOf } from '../../../schema/documents/schema-node';
import { exampleValue } from '../../../schema/types/example-value';
import { typeModules } from '../../../schema/types/module-source';
import { describeWithCorpus } from '../../corpus';
import { compile, typeFiles } from './compiler';
import { changed, fieldsOf, setOwn, wrongFor } from './field-changes';
import { numbersOf, sampledValue } from './sampled-value';

/** Objects that are made of each schema, beside the examples. */
const SAMPLES = 5;

/** One statement a line, each with what it is. */
class Program {
  readonly notes: string[] = [];
  private readonly lines: string[] = [];

  claim(className: string, spec: unknown, note: string): void {
    this.notes.push(note);
    this.lines.push(`new types.${className}(scope, 'x', { spec: ${JSON.stringify(spec)} });`);
  }

  text(modulePath: string): string {
    const head = `import * as types from './imports/${modulePath}.js'; import type { Construct } from 'constructs'; declare const scope: Construct;`;
    return [head, ...this.lines].join('\n');
  }
}

describeWithCorpus('types of real platforms', 'xrds', (xrds) => {
  const kinds = readdirSync(xrds).flatMap(
    (name) => readDefinitions(readFileSync(join(xrds, name, 'definition.yaml'), 'utf8'), name).kinds,
  );
  const modules = typeModules(kinds);
  const classOf = (kind: CustomKind): string =>
    modules
      .find(({ path }) => path === `${kind.group}/${kind.versions[0]?.name ?? ''}`)
      ?.classes.find(({ plural }) => plural === kind.plural)?.className ?? '';

  it('take what the examples say, and refuse each wrong type, wrong name and missing field at its line', () => {
    const files = typeFiles(kinds);
    const programs = new Map<string, { right: Program; wrong: Program }>();
    for (const kind of kinds) {
      const path = `${kind.group}/${kind.versions[0]?.name ?? ''}`;
      const pair = programs.get(path) ?? { right: new Program(), wrong: new Program() };
      programs.set(path, pair);
      for (const object of examplesOf(xrds, kind)) {
        pair.right.claim(classOf(kind), object['spec'], `${kind.kind} ${JSON.stringify(object['metadata'])}`);
      }
      const spec = propertyOf(kind.versions[0]?.schema, 'spec') ?? {};
      pair.right.claim(classOf(kind), exampleValue(spec), `${kind.kind}, the example of its documentation`);
      const random = numbersOf(1);
      for (let count = 0; count < SAMPLES; count += 1) {
        pair.right.claim(classOf(kind), sampledValue(spec, random, 'spec'), `${kind.kind}, sample ${count}`);
      }
      for (const field of fieldsOf(spec)) {
        const note = `${kind.kind} ${field.path.join('.')}`;
        const wrong = wrongFor(field.schema);
        if (wrong !== undefined) {
          const value = changed(spec, field.path, (parent, name) => {
            setOwn(parent, name, wrong);
          });
          pair.wrong.claim(classOf(kind), value, `${note}: a wrong type`);
        }
        if (field.isInClosed) {
          const misspelt = changed(spec, field.path, (parent, name) => {
            setOwn(parent, `${name}Zz`, null);
          });
          pair.wrong.claim(classOf(kind), misspelt, `${note}: misspelt`);
        }
        if (!field.isRequired) continue;
        const missing = changed(spec, field.path, (parent, name) => delete parent[name]);
        pair.wrong.claim(classOf(kind), missing, `${note}: missing`);
      }
    }
    for (const [path, { right, wrong }] of programs) {
      files.set(`${path.replaceAll('/', '-')}-right.ts`, right.text(path));
      files.set(`${path.replaceAll('/', '-')}-wrong.ts`, wrong.text(path));
    }
    const complaints = compile(files);
    const [unexpected, expected] = [/-wrong\.ts$/, /-wrong\.ts$/].map((pattern, index) =>
      complaints.filter(({ file }) => pattern.test(file) === (index === 1)),
    );
    expect(unexpected).toEqual([]);
    const refused = new Set(expected?.map(({ file, line }) => `${file}:${line}`));
    const accepted = [...programs].flatMap(([path, { wrong }]) =>
      wrong.notes.filter((_, index) => !refused.has(`${path.replaceAll('/', '-')}-wrong.ts:${index + 2}`)),
    );
    expect(accepted).toEqual([]);
    expect(refused.size).toBeGreaterThan(1500);
  });
});

function examplesOf(xrds: string, kind: CustomKind): JsonObject[] {
  const folder = join(xrds, kind.source.file);
  return readdirSync(folder)
    .filter((file) => file !== 'definition.yaml')
    .flatMap((file) => readYamlDocuments(readFileSync(join(folder, file), 'utf8'), file))
    .map(({ value }) => value as JsonValue)
    .filter(isJsonObject)
    .filter((object) => object['kind'] === kind.kind);
}
