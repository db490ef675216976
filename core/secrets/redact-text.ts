import { findSecretSpans } from './secret-spans';

/** Free text (messages, names, paths) with every secret in it replaced by `••••`. Text without one comes back as it is. */
export function redactText(text: string): string {
  const spans = findSecretSpans(text);
  if (spans.length === 0) {
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
