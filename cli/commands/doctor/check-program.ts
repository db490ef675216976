import { refuseWrongClaims } from '../../../toolkit/plan/refuse-wrong-claims';
import type { CommandContext } from '../../command/command-module';
import { counted } from '../../../report/text/counted';
import type { Project } from '../../../toolkit/project/load-project';
import { readCheckedProgram } from '../../program/read-checked-program';
import { passed, warned, type Check } from './check';

/** Runs the program; what it prints is not shown. */
export async function checkProgram(context: CommandContext, project: Project): Promise<Check> {
  const models = await readCheckedProgram({ ...context, printForeign: () => undefined }, project);
  refuseWrongClaims(models);
  const { claims, categories } = models;
  if (claims.length === 0) {
    return warned('program', 'no claims', 'Declare one: `new Claim(category, id, …)` before `app.synth()`.');
  }
  const places = categories.length === 1 ? '1 category' : `${categories.length} categories`;
  return passed('program', `${counted(claims.length, 'claim')} in ${places}`);
}
