import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/command/command-table';
import type { CommandSpec, OptionSpec } from '../../cli/command/command-spec';
import { GLOBAL_OPTIONS, NEED_OPTIONS } from '../../cli/command/standard-options';
import { SETTING_LIST } from '../../core/config/settings';
import { configJsonSchema } from '../../core/config/settings-schema';

const DOCS = join(__dirname, '../../docs');
const START = '<!-- generated: UPDATE_DOCS=1 npm test -- test/architecture -->';
const END = '<!-- end of the generated part -->';

/** Replaces the generated part of a document, or compares it. */
function expectGenerated(name: string, generated: string): void {
  const file = join(DOCS, name);
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(START) + START.length;
  const to = text.indexOf(END);
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(file, `${text.slice(0, from)}\n\n${generated}\n\n${text.slice(to)}`);
    return;
  }
  expect(text.slice(from, to).trim()).toBe(generated);
}

function optionTable(options: readonly OptionSpec[]): string {
  const rows = options.map(({ flags, description, choices }) => {
    const allowed =
      choices === undefined ? '' : `. One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`;
    return `| \`${flags}\` | ${description.replaceAll('|', '\\|')}${allowed} |`;
  });
  return ['| option | |', '| --- | --- |', ...rows].join('\n');
}

function commandSection(spec: CommandSpec): string {
  const args = spec.arguments.map(({ name, required, variadic }) => {
    const shown = variadic === true ? `${name}...` : name;
    return required ? ` <${shown}>` : ` [${shown}]`;
  });
  const options = [...spec.options, ...spec.needs.flatMap((need) => NEED_OPTIONS[need])];
  const examples = spec.examples.map(({ command, note }) => `# ${note}\n${command}`).join('\n');
  return [
    `## claims ${spec.name}${args.join('')}`,
    spec.description,
    ...(options.length === 0 ? [] : [optionTable(options)]),
    `\`\`\`text\n${examples}\n\`\`\``,
  ].join('\n\n');
}

test('docs/commands.md says what --help says', () => {
  const parts = [
    `Every command has these:\n\n${optionTable(GLOBAL_OPTIONS)}`,
    ...COMMANDS.map(commandSection),
  ];
  expectGenerated('commands.md', parts.join('\n\n'));
});

interface SchemaNode {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

test('docs/configuration.md lists every key and its variable', () => {
  const rows: string[] = [];
  const variables = new Map(SETTING_LIST.map(({ path, row }) => [path, row.variable]));
  const walk = (node: SchemaNode, path: string): void => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      const here = path === '' ? key : `${path}.${key}`;
      const variable = variables.get(here);
      const choices =
        child.enum === undefined ? '' : ` One of ${child.enum.map((value) => `\`${value}\``).join(', ')}.`;
      rows.push(
        `| \`${here}\` | ${variable === undefined ? '' : `\`${variable}\``} | ${child.description ?? ''}${choices} |`,
      );
      walk(child, here);
    }
  };
  walk(configJsonSchema(), '');
  expectGenerated('configuration.md', ['| key | variable | |', '| --- | --- | --- |', ...rows].join('\n'));
});
