import { findSecretSpans } from './secret-spans';
import { secretsGeneration } from './secrets-in-use';

/** The same fields stand in every claim: of short texts it is kept that there is no secret in them. Bounded, for texts may be hostile. */
const clean = new Set<string>();
const KEPT = 4096;
const LONGEST_KEPT = 128;
let generation = -1;

/** Free text (messages, names, paths) with every secret in it replaced by `••••`. Text without one comes back as it is. */
export function redactText(text: string): string {
  if (generation !== secretsGeneration()) {
    clean.clear();
    generation = secretsGeneration();
  }
  if (clean.has(text)) return text;
  const spans = findSecretSpans(text);
  if (spans.length === 0) {
    if (text.length <= LONGEST_KEPT) keep(text);
    return text;
  }
  let result = '';
  let position = 0;
  for (const { start, end } of spans) {
    result += `${text.slice(position, start)}••••`;
    position = end;
  }
  return result + text.slice(position);
}

function keep(text: string): void {
  if (clean.size >= KEPT) clean.clear();
  clean.add(text);
}
