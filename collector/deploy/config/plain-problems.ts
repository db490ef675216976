import { z } from 'zod';

type Problem = z.core.$ZodIssue;

/** Findings without nesting: of the choices that a value has, the one that was meant; sizes and keys in words. */
export function plainProblems(error: z.ZodError): z.ZodError {
  return new z.ZodError(error.issues.flatMap((issue) => plain(issue, [])));
}

function plain(issue: Problem, above: readonly PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path];
  const said = (message: string): Problem[] => [{ code: 'custom', path, message, input: undefined }];
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others are plain
  switch (issue.code) {
    case 'invalid_union': {
      if (issue.errors.length === 0) return said(`one of ${choices(issue)}`);
      return meant(issue.errors).flatMap((each) => plain(each, path));
    }
    case 'invalid_key':
      return issue.issues.flatMap((each) => plain({ ...each, path: [] }, path)).map(asKey);
    case 'too_small':
      return said(
        isOwn(issue)
          ? issue.message
          : `${issue.origin === 'array' ? 'a list of ' : ''}${issue.minimum} or more`,
      );
    case 'too_big':
      return said(
        isOwn(issue)
          ? issue.message
          : `${issue.origin === 'array' ? 'a list of ' : ''}${issue.maximum} or less`,
      );
    case 'invalid_type':
      return issue.expected === 'int' ? said('a whole number') : [{ ...issue, path }];
    default:
      return [{ ...issue, path }];
  }
}

/** Zod's own words begin so. */
function isOwn({ message }: Problem): boolean {
  return !/^(?:Too|Invalid) /.test(message);
}

function asKey(issue: Problem): Problem {
  return { ...issue, message: `below a key that is ${issue.message}` };
}

function choices(issue: object): string {
  const { options } = issue as { readonly options?: readonly unknown[] };
  return (options ?? []).map(String).join(', ');
}

/** The choice that differs deepest: who writes a map means the map, and not the word that may stand in its place. */
function meant(choices: readonly (readonly Problem[])[]): readonly Problem[] {
  const isFar = (problems: readonly Problem[]): boolean =>
    problems.some(
      ({ code, path }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
    );
  const near = choices.find((problems) => !isFar(problems));
  if (near !== undefined) return near;
  const words = [...new Set(choices.map(([first]) => wordOf(first)))].filter((word) => word !== '');
  return [{ code: 'custom', path: [], message: words.join(' or '), input: undefined }];
}

function wordOf(issue: Problem | undefined): string {
  if (issue?.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue?.code === 'invalid_type') {
    return issue.expected === 'object' ? 'a map' : `of type ${issue.expected}`;
  }
  return issue?.message ?? '';
}
