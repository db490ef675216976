import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnSource } from '../core/own-source';
import type { SourcePosition } from '../core/source-position';

/** A class, for which stack frames above its constructor are left out. */
type AnyClass = abstract new (...args: never[]) => unknown;

/** The author's frame comes first where nothing stands between, else behind the constructors of one or two subclasses. */
const DIRECT = 1;
const NEAR = 3;
/** Captured only when these are not enough: every frame costs. */
const FAR = 200;

const PACKAGE = slashes(dirname(__dirname));

const ownFiles = new Map<string, boolean>();
const classNames = new WeakMap<AnyClass, ReadonlySet<string>>();
/** File name → position in the compiled text → the author's line. Source maps cost 75 µs a look, raw frames 4. */
const positions = new Map<string, Map<number, SourcePosition>>();

/**
 * Where the author wrote the `new …` that is being run: the first frame outside of this package, of `node_modules`
 * and of Node. Constructors of subclasses (also generated ones) are passed over, so that it is the line that
 * orders the claim. Lines are those of the author's source, through the source maps that are active.
 *
 * @param base - the class of this package whose constructor asks
 * @param target - `new.target` of that constructor
 * @returns the place with an absolute path; undefined when no frame is the author's
 */
export function captureAuthorPosition(base: AnyClass, target: AnyClass): SourcePosition | undefined {
  let frames = rawFrames(base, target === base ? DIRECT : NEAR);
  let index = authorFrame(frames, base, target);
  if (index === undefined) {
    frames = rawFrames(base, FAR);
    index = authorFrame(frames, base, target);
    if (index === undefined) return undefined;
  }
  const frame = frames[index];
  const file = frame?.getFileName();
  if (frame === undefined || file == null) return undefined;
  let known = positions.get(file);
  if (known === undefined) positions.set(file, (known = new Map<number, SourcePosition>()));
  const key = frame.getPosition();
  let position = known.get(key);
  if (position === undefined) {
    position = mappedFrame(base, index) ?? {
      file: filePath(file),
      line: frame.getLineNumber() ?? 1,
      column: frame.getColumnNumber() ?? 1,
    };
    known.set(key, position);
  }
  return position;
}

function rawFrames(base: AnyClass, limit: number): readonly NodeJS.CallSite[] {
  const { stackTraceLimit } = Error;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, never called here
  const { prepareStackTrace } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = limit;
    Error.prepareStackTrace = unprepared;
    Error.captureStackTrace(holder, base);
    return holder.stack as readonly NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function unprepared(_error: Error, frames: NodeJS.CallSite[]): unknown {
  return frames;
}

/** The same frame once more, this time as text, which is what source maps act upon. */
function mappedFrame(base: AnyClass, index: number): SourcePosition | undefined {
  const { stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = index + 1;
    Error.captureStackTrace(holder, base);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  if (typeof holder.stack !== 'string') return undefined;
  const line = holder.stack.split('\n').filter((text) => /^\s+at /.test(text))[index];
  return line === undefined ? undefined : parseFrame(line.trim().slice('at '.length));
}

function parseFrame(frame: string): SourcePosition | undefined {
  const place = frame.endsWith(')') ? frame.slice(frame.indexOf(' (') + 2, -1) : frame;
  const match = /^(.+):(\d+):(\d+)$/.exec(place);
  if (match === null) return undefined;
  return { file: filePath(match[1] ?? ''), line: Number(match[2]), column: Number(match[3]) };
}

function authorFrame(
  frames: readonly NodeJS.CallSite[],
  base: AnyClass,
  target: AnyClass,
): number | undefined {
  for (let index = 0; index < frames.length; index++) {
    const frame = frames[index];
    const file = frame?.getFileName();
    if (frame === undefined || file == null || isOwn(file)) continue;
    const subclass =
      target !== base &&
      frame.isConstructor() &&
      namesBetween(base, target).has(frame.getFunctionName() ?? '');
    if (!subclass) return index;
  }
  return undefined;
}

/** Names of the classes from `target` up to, but without, `base`. */
function namesBetween(base: AnyClass, target: AnyClass): ReadonlySet<string> {
  let names = classNames.get(target);
  if (names === undefined) {
    const found = new Set<string>();
    for (
      let type: unknown = target;
      typeof type === 'function' && type !== base;
      type = Object.getPrototypeOf(type)
    ) {
      found.add(type.name);
    }
    names = found;
    classNames.set(target, names);
  }
  return names;
}

function isOwn(file: string): boolean {
  let own = ownFiles.get(file);
  if (own === undefined) {
    const path = slashes(filePath(file));
    own = path.startsWith('node:') || path.includes('/node_modules/') || isOwnSource(path, PACKAGE);
    ownFiles.set(file, own);
  }
  return own;
}

function filePath(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
