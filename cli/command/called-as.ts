import { own, shownAgain, type Shown } from '../../report/text/shown';

/**
 * How a person calls this command line, for commands to copy: npm sets variables for what `npx` and `npm run` start, and a shell finds
 * that only by `npx`.
 */
export function calledAs(env: Readonly<Record<string, string | undefined>>): Shown {
  return env['npm_command'] === undefined ? own('claims') : own('npx claims');
}

/** Words of ours with commands in them, `claims pr` in backticks, as a person has to type these. */
export function asCalled(text: Shown, called: Shown): Shown {
  return shownAgain(text.replaceAll(/`claims (?=[a-z<-])/g, `\`${called} `));
}
