import type { IncomingMessage, ServerResponse } from 'node:http';
import { ToolkitError } from '../../../core/errors/toolkit-error';

/** Why a body was not read: it is longer than its route takes, or all that are read at the moment take too much room. */
export type BodyRefusal = 'too large' | 'no room';

/** How many bytes of bodies may be in memory at once. */
export class BodyBudget {
  private used = 0;

  /** @param most - bytes */
  constructor(private readonly most: number) {}

  /** @returns whether there was room */
  take(bytes: number): boolean {
    if (this.used + bytes > this.most) return false;
    this.used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.used -= bytes;
  }
}

/** Bytes from which a body gets its place before it comes. */
const WORTH_A_PLACE = 2 ** 17;

/**
 * The body of a request; undefined where it is empty. It counts to the budget until the request is answered. What is refused is not kept; Node reads it to its end, so that its
 * sender reads the answer.
 *
 * @param limit - most bytes of it
 * @throws ToolkitError `interrupted` where the sender goes away
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
  budget: BodyBudget,
): Promise<Buffer | undefined | BodyRefusal> {
  return new Promise((resolve, reject) => {
    const told = Number(request.headers['content-length']);
    if (told > limit) {
      request.resume();
      resolve('too large');
      return;
    }
    if (request.destroyed) {
      reject(new ToolkitError('interrupted', 'the request ended early'));
      return;
    }
    // Who asks first is only told to send what will be read.
    if (request.headers.expect !== undefined) response.writeContinue();
    // Where the length is told, its room is the body's from the start: only what is written takes memory, and nothing is copied in the end.
    const whole = told >= WORTH_A_PLACE ? Buffer.allocUnsafeSlow(told) : undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    let isRefused = false;
    const release = (): void => {
      budget.give(size);
      size = 0;
    };
    const refuse = (reason: BodyRefusal): void => {
      isRefused = true;
      chunks.length = 0;
      release();
      resolve(reason);
    };
    request.on('data', (chunk: Buffer) => {
      if (isRefused) return;
      if (size + chunk.length > limit) refuse('too large');
      else if (!budget.take(chunk.length)) refuse('no room');
      else {
        whole?.set(chunk, size);
        if (whole === undefined) chunks.push(chunk);
        size += chunk.length;
      }
    });
    request.on('end', () => {
      if (whole !== undefined) resolve(whole);
      else resolve(chunks.length === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', (error) => {
      reject(new ToolkitError('interrupted', 'the request ended early', { cause: error }));
    });
    response.once('close', release);
  });
}
