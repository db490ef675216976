import { labelled } from '../../report/text/labelled';
import { joined, line, own, visible, visibleLines, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { wrapText } from '../../report/text/wrap-text';
import { emitYaml } from '../../core/yaml/emit-yaml';
import type { ExplainedField, Explanation } from '../../toolkit/import/explain-kind';

/** What the terminal wants. */
interface Display {
  readonly style: Style;
  readonly columns: number;
}

const WIDEST = 100;

/** A kind or field, with what is below it and an example. */
export function explainedText(explanation: Explanation, display: Display): Shown {
  const { kind, apiVersion, about, field, type, required, description, facts, fields, deprecation } =
    explanation;
  const { style } = display;
  const columns = Math.min(display.columns, WIDEST);
  const name = visible(field === '' ? kind : `${kind}.${field}`);
  const kindOfField =
    field === ''
      ? line`${visible(apiVersion)}, ${visible(about)}`
      : line`${visible(type)}${own(required ? ', required' : '')}`;
  const lines = [labelled(line`${name}:`, kindOfField, { style, columns, indent: own(''), label: ['bold'] })];
  if (deprecation !== undefined) lines.push(style.paint('yellow', visible(deprecation)));
  if (description !== undefined) lines.push(wrapText(visibleLines(description), columns, ''));
  for (const fact of facts) lines.push(wrapText(visible(fact), columns, '  '));
  if (fields.length > 0) {
    lines.push(
      line`\n${style.paint('bold', own('fields'))}`,
      ...fields.map((each) => fieldText(each, columns, style)),
    );
  }
  lines.push(line`\n${style.paint('bold', own('example'))}`, exampleText(explanation));
  return joined(lines, '\n');
}

function fieldText(field: ExplainedField, columns: number, style: Style): Shown {
  const preset = field.default === undefined ? own('') : line`, default ${visible(json(field.default))}`;
  const head = line`  ${style.paint('bold', visible(field.name))}  ${visible(field.type)}${own(field.required ? ', required' : '')}${preset}`;
  return field.description === undefined
    ? head
    : line`${head}\n${wrapText(visible(field.description), columns, '      ')}`;
}

function exampleText({ example, field }: Explanation): Shown {
  const name = field.split('.').at(-1) ?? '';
  const text = emitYaml(field === '' ? (example as object) : { [name]: example });
  return visibleLines(
    text
      .trimEnd()
      .split('\n')
      .map((row) => `  ${row}`)
      .join('\n'),
  );
}

function json(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) => (typeof held === 'bigint' ? held.toString() : held));
}
