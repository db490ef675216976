import { own, type Shown } from '../../report/text/shown';

/**
 * How a person calls this command line, for commands to copy: npm sets variables for what `npx` and `npm run` start, and a shell finds
 * that only by `npx`.
 */
export function calledAs(env: Readonly<Record<string, string | undefined>>): Shown {
  return env['npm_command'] === undefined ? own('claims') : own('npx claims');
}
