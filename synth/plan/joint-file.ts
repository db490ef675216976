import type { ClaimModel } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { blobObjectId } from '../../core/git/object-id';
import { identityKey, identityOf, identityOfValue } from '../../core/object-identity';
import type { ObjectFormat } from '../../core/snapshot';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { readManifest } from '../../harvester/tree/manifest';
import { type DocumentSpan, documentSpans } from '../../harvester/text/document-spans';
import { lineEndingOf } from '../../harvester/text/splice';
import { assignDocuments, type FileDocument, type FileOwner } from './assign-documents';
import type { OwnedLine } from './own-lines';

/** A claim in a file that is not its own alone. */
export interface JointOwner {
  readonly construct: string;
  readonly name: string;
  /** Undefined for a claim that is declared no more. */
  readonly model?: Pick<ClaimModel, 'object' | 'documents'>;
  /** Our ledger line of it about the file. */
  readonly line?: OwnedLine;
  /** A person named it, or a claim beside it, for deletion, and the registry says that it stands here. */
  readonly isNamed?: true;
}

/** A claim's part of a joint file, as if it were a file. */
export interface OwnPart {
  /** Undefined where no document of the claim stands in the file. */
  readonly standing?: { readonly text: string; readonly objectId: string };
  /** Id of the part as the ledger vouches for it; undefined where it has no line. */
  readonly ledgerId?: string;
  /** The part as it was when the ledger's line was written, where that is known and another text. */
  readonly earlier?: string;
}

interface Parsed {
  readonly spans: readonly DocumentSpan[];
  /** By span; undefined for one without content. */
  readonly documents: readonly (Pick<FileDocument, 'key' | 'identity'> | undefined)[];
  /** Spans by the key of their document. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

/** A file in which several claims, or claims and others, have documents. Each claim's part is decided about by itself. */
export class JointFile {
  readonly parts: ReadonlyMap<string, OwnPart>;
  /** Whether documents stand in it that are of no claim here. */
  readonly hasOthers: boolean;
  private readonly places: ReadonlyMap<string, readonly number[]>;

  private lines: ReadonlyMap<string, OwnedLine | undefined> | undefined;

  private constructor(
    readonly path: string,
    private readonly text: string,
    private readonly objectId: string | undefined,
    private readonly parsed: Parsed,
    readonly owners: readonly JointOwner[],
    earlier: (objectId: string) => string | undefined,
    private readonly format: ObjectFormat,
  ) {
    const before = new Map<string, Parsed & { readonly text: string }>();
    for (const { line } of owners) {
      if (line === undefined || line.objectId === objectId || before.has(line.objectId)) continue;
      const read = parsedText(earlier(line.objectId));
      if (read !== undefined) before.set(line.objectId, read);
    }
    const spanOf: number[] = [];
    const documents: FileDocument[] = [];
    const isPart = owners.some(({ line }) => line?.part === true);
    const lines = owners.flatMap(({ line }) => line ?? []);
    // A line that lags behind is about a document that a person made another one: the others do not speak for that.
    const isWhole = lines.length > 0 && lines.every((line) => line.objectId === objectId);
    // Where what was written is not known any more, nothing tells what a person put into the file.
    const isUnknown = lines.some((line) => line.objectId !== objectId && !before.has(line.objectId));
    const keysBefore = new Set(
      [...before.values()].flatMap((read) => read.documents.flatMap((each) => each?.key ?? [])),
    );
    for (const [span, document] of parsed.documents.entries()) {
      if (document === undefined) continue;
      spanOf.push(span);
      const wasThere = document.key !== undefined && keysBefore.has(document.key);
      const isVouchedFor = lines.length > 0 && !isPart && (isWhole || isUnknown || wasThere);
      documents.push({ ...document, isVouchedFor, isNew: !wasThere && !isWhole && !(isPart && isUnknown) });
    }
    const assigned = assignDocuments(
      documents,
      owners.map((owner) => ownerOf(owner, objectId)),
    );
    this.places = new Map(
      [...assigned].map(([construct, found]) => [construct, found.map((at) => spanOf[at] as number)]),
    );
    this.hasOthers = this.hasMoreThan(owners);
    this.parts = new Map(owners.map((owner) => [owner.construct, this.part(owner, before)]));
  }

  /**
   * @param text - undefined: there is no such file
   * @param earlier - text of an earlier version of a file by its object id; undefined where it is not to be had
   * @returns undefined where the file cannot be divided into documents
   */
  static of(
    path: string,
    standing: { readonly text: string; readonly objectId: string } | undefined,
    owners: readonly JointOwner[],
    earlier: (objectId: string) => string | undefined,
    format: ObjectFormat,
  ): JointFile | undefined {
    const parsed =
      standing === undefined
        ? { text: '', spans: [], documents: [], byKey: new Map() }
        : parsedText(standing.text);
    if (parsed === undefined) return undefined;
    return new JointFile(path, parsed.text, standing?.objectId, parsed, owners, earlier, format);
  }

  /** Whether documents stand in it that are of none of these claims. */
  hasMoreThan(owners: readonly JointOwner[]): boolean {
    const own = new Set(owners.flatMap(({ construct }) => this.places.get(construct) ?? []));
    return this.parsed.documents.some((document, span) => document !== undefined && !own.has(span));
  }

  /** Our ledger's line of a claim about the file. */
  lineOf(construct: string): OwnedLine | undefined {
    this.lines ??= new Map(this.owners.map((owner) => [owner.construct, owner.line]));
    return this.lines.get(construct);
  }

  /** Whether everything that stands in it is a Kubernetes object. */
  get holdsObjects(): boolean {
    return this.parsed.documents.every((document) => document === undefined || document.key !== undefined);
  }

  /**
   * The text with new parts in it; everything else stays byte for byte. A part that is not there yet goes to the end.
   *
   * @param parts - by construct; undefined: the part goes
   * @returns undefined where nothing is left of the file
   */
  withParts(parts: ReadonlyMap<string, string | undefined>): string | undefined {
    const { text } = this;
    const eol = lineEndingOf(text);
    const pieces = this.parsed.spans.map(({ start, end }) => text.slice(start, end));
    const isLeft = this.parsed.documents.map((document) => document !== undefined);
    const added: string[] = [];
    for (const [construct, part] of [...parts].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const spans = this.places.get(construct) ?? [];
      const contents = part === undefined ? [] : contentsOf(part);
      if (spans.length === 0) added.push(...contents);
      const areAlike = contents.length === spans.length;
      for (const [index, span] of spans.entries()) {
        const its = areAlike ? contents.slice(index, index + 1) : index === 0 ? contents : [];
        const { start, content } = this.parsed.spans[span] as DocumentSpan;
        isLeft[span] = its.length > 0;
        const isLast = span === pieces.length - 1;
        pieces[span] =
          its.length === 0
            ? headOf(pieces[span] ?? '', start === content)
            : text.slice(start, content) +
              its.map((each) => (isLast && its.length === 1 ? each : ended(each, eol))).join(`---${eol}`);
      }
    }
    let whole = pieces.join('');
    // The document that is the first one now needs nothing to divide it from one before it.
    if (pieces[0] === '' && pieces.length > 1) whole = whole.replace(/^---[ \t]*\r?\n/, '');
    let hasDocuments = isLeft.includes(true);
    if (!hasDocuments && added.length === 0) return undefined;
    if (whole.trim() === '') whole = '';
    for (const content of added) {
      whole = ended(whole, eol) + (hasDocuments ? `---${eol}` : '') + ended(inEol(content, eol), eol);
      hasDocuments = true;
    }
    return whole;
  }

  private part(owner: JointOwner, before: ReadonlyMap<string, Parsed & { readonly text: string }>): OwnPart {
    const spans = this.places.get(owner.construct) ?? [];
    const text = spans.length === 0 ? undefined : this.joined(this.text, this.parsed, spans);
    const standing = text === undefined ? undefined : { text, objectId: blobObjectId(text, this.format) };
    const { line } = owner;
    if (line === undefined) return { ...(standing && { standing }) };
    const read = before.get(line.objectId);
    if (line.objectId === this.objectId || read === undefined) {
      const ledgerId =
        line.objectId === this.objectId ? (standing?.objectId ?? line.objectId) : line.objectId;
      return { ...(standing && { standing }), ledgerId };
    }
    const keys = new Set([
      ...ownerOf(owner).keys,
      ...spans.flatMap((span) => this.parsed.documents[span]?.key ?? []),
    ]);
    const its = [...keys].flatMap((key) => read.byKey.get(key) ?? []).sort((one, other) => one - other);
    if (its.length === 0) return { ...(standing && { standing }), ledgerId: line.objectId };
    const earlier = this.joined(read.text, read, its);
    return { ...(standing && { standing }), ledgerId: blobObjectId(earlier, this.format), earlier };
  }

  private joined(text: string, { spans }: Parsed, which: readonly number[]): string {
    const eol = lineEndingOf(text);
    const contents = which.map((span) => {
      const { content, end } = spans[span] as DocumentSpan;
      return text.slice(content, end);
    });
    return contents
      .map((each, index) => (index < contents.length - 1 ? ended(each, eol) : each))
      .join(`---${eol}`);
  }
}

function ownerOf({ construct, name, model, line, isNamed }: JointOwner, objectId?: string): FileOwner {
  const objects = model === undefined ? [] : [model.object, ...(model.documents ?? [])];
  return {
    construct,
    name,
    keys: new Set(objects.map((object) => identityKey(identityOf(object)))),
    kinds: new Set(objects.map(({ kind }) => kind)),
    isKnown: line !== undefined || isNamed === true,
    isBehind: line !== undefined && line.objectId !== objectId,
  };
}

function parsedText(text: string | undefined): (Parsed & { readonly text: string }) | undefined {
  const spans = text === undefined ? undefined : documentSpans(text);
  if (text === undefined || spans === undefined) return undefined;
  const documents: Parsed['documents'][number][] = [];
  try {
    for (const { content, end } of spans) {
      const part = text.slice(content, end);
      // `...` may end a document of which the identity would be read, and begin another one.
      const manifest = part.includes('\n...') ? undefined : readManifest(part, '');
      const [only, ...others] = manifest?.readable === true ? manifest.objects : [];
      if (only !== undefined && others.length === 0) {
        documents.push({ identity: only, key: identityKey(only) });
        continue;
      }
      const [first, ...further] = readYamlDocuments(part, '');
      if (further.length > 0) return undefined;
      documents.push(first && documentOf(first.value));
    }
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return undefined;
  }
  const byKey = new Map<string, number[]>();
  for (const [span, document] of documents.entries()) {
    if (document?.key !== undefined) byKey.set(document.key, [...(byKey.get(document.key) ?? []), span]);
  }
  return { text, spans, documents, byKey };
}

function documentOf(value: unknown): Pick<FileDocument, 'key' | 'identity'> {
  const identity = identityOfValue(value);
  return identity === undefined ? {} : { identity, key: identityKey(identity) };
}

/** The documents of a part, without what separates them. */
function contentsOf(part: string): string[] {
  const spans = documentSpans(part) ?? [{ content: 0, end: part.length }];
  return spans.map(({ content, end }) => part.slice(content, end)).filter((content) => content.trim() !== '');
}

/** Comments at the top of a file, divided from its first document by an empty line: they are about the file. */
function headOf(piece: string, isFirst: boolean): string {
  if (!isFirst) return '';
  let head = 0;
  for (let at = 0; at < piece.length;) {
    const found = piece.indexOf('\n', at);
    const next = found < 0 ? piece.length : found + 1;
    const line = piece.slice(at, next).trim();
    if (line === '') head = at === 0 ? 0 : next;
    else if (!line.startsWith('#')) break;
    at = next;
  }
  return piece.slice(0, head);
}

function ended(text: string, eol: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}${eol}`;
}

function inEol(text: string, eol: string): string {
  return eol === '\n' ? text : text.replace(/\r?\n/g, eol);
}
