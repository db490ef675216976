import { own, shownAgain, type Shown } from '../../report/text/shown';
import { startedBy } from './package-manager';

/**
 * How a person calls this command line, for commands to copy, in help, hints and errors alike: the way that it was called. What a package
 * manager starts (`npx claims`, a script, `pnpm exec`) a shell finds only by that manager; what a shell started it finds again.
 */
export function calledAs(env: Readonly<Record<string, string | undefined>>): Shown {
  return startedBy(env)?.run ?? own('claims');
}

/** Words of ours with commands in them, `claims pr` in backticks, as a person has to type these. */
export function asCalled(text: Shown, called: Shown): Shown {
  return shownAgain(text.replaceAll(/`claims (?=[a-z<-])/g, `\`${called} `));
}

/** A command of ours, `claims pr`, as a person has to type it. */
export function commandAsCalled(command: string, called: Shown): string {
  return command.replace(/^claims(?= |$)/, called);
}
