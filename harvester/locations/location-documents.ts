import { isMap, isScalar, type Document } from 'yaml';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { isEmptyNode } from '../../core/yaml/node-value';
import { parseText } from '../../core/yaml/parse-text';
import { placeAt, UnreadableYaml } from '../../core/yaml/unreadable-yaml';

/** Where in a file one Location stands, its `---` included. */
export interface LocationDocument {
  readonly start: number;
  readonly end: number;
  /** Lines of the file above it. */
  readonly linesAbove: number;
  /** `spec.target`, where it has one: its text, and from its key to the end of its value. */
  readonly single?: {
    readonly value: string;
    readonly line: number;
    readonly start: number;
    readonly end: number;
  };
  readonly hasList: boolean;
  readonly isOptional: boolean;
}

/**
 * The Locations among the documents of a file; the only document of a file is taken for one, whatever it calls itself.
 *
 * @throws ToolkitError `target-file-unreadable` with file and line, also where several documents have no Location among them
 */
export function locationDocuments(text: string, file: string): LocationDocument[] {
  let parsed;
  try {
    parsed = parseText(text, { several: true, schema: 'failsafe' });
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    throw unreadable(file, placeAt(text, problem.offset).line, problem.message);
  }
  const filled = parsed.documents.filter(
    ({ document }) => document.contents !== null && !isEmptyNode(document.contents),
  );
  const starts = parsed.documents.map(({ document }) => document.range[0]);
  const found = filled.flatMap(({ document }) => {
    if (filled.length > 1 && textAt(document, ['kind']) !== 'Location') return [];
    const start = document.range[0];
    const end = starts.find((other) => other > start) ?? text.length;
    return [describe(document, { start, end, linesAbove: parsed.lineOf(start) - 1 }, parsed.lineOf)];
  });
  if (found.length === 0 && filled.length > 1) {
    throw unreadable(file, 1, 'none of the documents is a Location');
  }
  return found;
}

function describe(
  document: Document.Parsed,
  place: Pick<LocationDocument, 'start' | 'end' | 'linesAbove'>,
  lineOf: (offset: number) => number,
): LocationDocument {
  const spec = document.get('spec');
  const pairs = isMap(spec) && !spec.flow ? spec.items : [];
  const pairOf = (name: string): (typeof pairs)[number] | undefined =>
    pairs.find(({ key }) => isScalar(key) && key.value === name);
  const target = pairOf('target');
  const value = isScalar(target?.value) && typeof target.value.value === 'string' ? target.value : undefined;
  const from = isScalar(target?.key) ? target.key.range?.[0] : undefined;
  return {
    ...place,
    ...(value?.range != null &&
      from !== undefined && {
        single: {
          value: String(value.value),
          line: lineOf(value.range[0]),
          start: from,
          end: value.range[1],
        },
      }),
    hasList: pairOf('targets') !== undefined,
    isOptional: textAt(document, ['spec', 'presence']) === 'optional',
  };
}

function textAt(document: Document.Parsed, path: readonly string[]): string | undefined {
  const value = document.getIn(path);
  return typeof value === 'string' ? value : undefined;
}

function unreadable(file: string, line: number, problem: string): ToolkitError {
  return new ToolkitError('target-file-unreadable', `${file}:${line}: ${problem}`, {
    data: { file, line },
    issues: [{ code: 'target-file-unreadable', message: problem, source: { file, line } }],
  });
}
