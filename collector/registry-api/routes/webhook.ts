import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { jsonAnswer } from '../../service/http/answers';
import type { Route } from '../../service/http/route';
import type { RegistryContext } from './registry-context';

/** Most bytes of a webhook. A push with more is found by the next look. */
const BODY_LIMIT = 2 * 2 ** 20;
/** Signatures that are remembered: one that comes again is no news. */
const REMEMBERED = 1_000;

/**
 * `POST /webhook`: a forge says that something was pushed, and the source is looked at soon. Signed as GitHub does it (`X-Hub-Signature-256`), or Gitea and Forgejo
 * (`X-Gitea-Signature`, `X-Forgejo-Signature`). Nothing of the body is believed but its branch.
 */
export function webhookRoutes({ webhookSecret, branch, ask }: RegistryContext): readonly Route[] {
  if (webhookSecret === undefined) return [];
  const seen = new Set<string>();
  return [
    {
      path: '/webhook',
      bodyLimit: BODY_LIMIT,
      isDirect: true,
      isHidden: true,
      methods: {
        POST: ({ headers, body = Buffer.alloc(0) }) => {
          const signature = assertSigned(headers, body, webhookSecret);
          if (seen.has(signature)) return jsonAnswer(200, { status: 'known' });
          remember(seen, signature);
          const event = headers['x-github-event'] ?? headers['x-gitea-event'] ?? 'push';
          if (event === 'ping') return jsonAnswer(200, { status: 'pong' });
          if (!mayConcern(body, branch)) return jsonAnswer(200, { status: 'ignored' });
          ask();
          return jsonAnswer(202, { status: 'accepted' });
        },
      },
    },
  ];
}

const HEADERS = ['x-hub-signature-256', 'x-gitea-signature', 'x-forgejo-signature'] as const;
const SIGNATURE = /^(?:sha256=)?([\da-f]{64})$/i;

/**
 * In a time that says nothing of the secret.
 *
 * @returns the signature
 * @throws ToolkitError `webhook-refused`
 */
function assertSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string): string {
  const given = HEADERS.flatMap((name) => headers[name] ?? []).at(0);
  if (given === undefined) throw new ToolkitError('webhook-refused', 'the webhook has no signature');
  const [, signature] = SIGNATURE.exec(given) ?? [];
  if (signature === undefined) {
    throw new ToolkitError('webhook-refused', 'the signature is not a SHA-256 in hexadecimal digits');
  }
  const expected = createHmac('sha256', secret).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new ToolkitError('webhook-refused', 'the signature does not match the secret');
  }
  return signature.toLowerCase();
}

function remember(seen: Set<string>, signature: string): void {
  seen.add(signature);
  const [oldest] = seen;
  if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
}

/** Whether a push may have changed the branch; of what is no JSON nobody knows. */
function mayConcern(body: Buffer, branch: string): boolean {
  let pushed: unknown;
  try {
    pushed = JSON.parse(body.toString('utf8'));
  } catch {
    return true;
  }
  const { ref } = Object(pushed) as { ref?: unknown };
  return typeof ref !== 'string' || ref === branch || ref === `refs/heads/${branch}`;
}
