import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Parsed by an implementation that knows nothing of ours. */
export function parseGfm(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node of a document, in order. */
export function allNodes(root: Nodes): Nodes[] {
  const nodes: Nodes[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    if ('children' in node) pending.push(...[...node.children].reverse());
  }
  return nodes;
}

/**
 * What a forge makes live in plain text although Markdown does not know of it: mentions, references to issues, commits.
 * Written from the forges' documentation, not from our escaping.
 */
export function liveReferences(text: string): string[] {
  const patterns = [
    /(?<![\w`])@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?/g,
    /(?<![\w`])(?:[\w.-]+\/[\w.-]+)?#\d+/g,
    /\bGH-\d+/gi,
    /(?<!\w)[0-9a-f]{7,40}(?!\w)/g,
    /https?:\/\/\S+/gi,
    /\bwww\.\S+/gi,
    /[\w.+-]+@[\w-]+\.[\w.-]+/g,
  ];
  return patterns.flatMap((pattern) => text.match(pattern) ?? []);
}

const SUMMARY =
  /^<details><summary>(?:(?:added|changed|renamed|replaced|removed|registry only|kept|fields?|[0-9,]+|→|·|\(continued\)|<code>(?:[A-Za-z0-9 ./-]|&#x[0-9a-f]+;)+<\/code>) ?)+<\/summary>$/;

/** What is wrong with one part of a review; empty for a good one. */
export function problemsOf(part: string, contentMark: string, linkBase: string): string[] {
  const problems: string[] = [];
  let depth = 0;
  for (const node of allNodes(parseGfm(part))) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- whatever else there is is wrong
    switch (node.type) {
      case 'html':
        if (node.value === '</details>') depth -= 1;
        else if (SUMMARY.test(node.value)) depth += 1;
        else if (!/^<!-- claims:review \S+ group=\S+ part=\d+\/\d+ \S+ \S+ \S+ -->$/.test(node.value)) {
          problems.push(`html ${node.value}`);
        }
        if (depth < 0) problems.push('a fold is closed that is not open');
        break;
      case 'text':
        if (node.value.includes(contentMark)) problems.push(`text ${node.value}`);
        problems.push(...liveReferences(node.value).map((reference) => `live ${reference}`));
        break;
      case 'link':
        if (!node.url.startsWith(linkBase) || !part.startsWith('[open]', start)) {
          problems.push(`link ${node.url}`);
        }
        break;
      case 'code':
        if (node.lang !== 'diff' || node.meta) problems.push(`fence with the info ${node.lang} ${node.meta}`);
        if (!isClosed(part.slice(start, end))) problems.push('a fence is not closed');
        break;
      case 'inlineCode':
      case 'root':
      case 'paragraph':
      case 'heading':
      case 'list':
      case 'listItem':
      case 'strong':
      case 'table':
      case 'tableRow':
      case 'tableCell':
      case 'thematicBreak':
        break;
      default:
        problems.push(node.type);
    }
  }
  if (depth !== 0) problems.push(`${depth} folds are open at the end`);
  if (/\p{Cs}/u.test(part)) problems.push('half a surrogate pair');
  return problems;
}

function isClosed(source: string): boolean {
  const lines = source.split('\n');
  const fence = /^`{3,}/.exec(lines[0] ?? '')?.[0];
  return fence !== undefined && lines.length > 2 && lines.at(-1) === fence;
}
