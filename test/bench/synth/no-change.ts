import { collectModels } from '../../../synth/collect/collect-models';
import { planInRounds } from '../../../toolkit/plan/plan-in-rounds';
import { openTarget } from '../../../gitops/git/open-target';
import { collectGarbage } from '../child';
import { createPlanner } from '../../../synth/plan/planner';
import { program } from './program';
import { CONTEXT } from './target';

// usage: no-change <bare repository> <claims> <categories>: what the command line does with the claims of a program when the
// target holds them all: open the repository, list it, read what the plan asks for, plan. The program itself is not timed.
const [target = '', count = '', categories = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const models = collectModels(program(Number(count), Number(categories)));
  collectGarbage();
  const start = process.hrtime.bigint();
  const repository = await openTarget({ target, folder: process.cwd(), environment: process.env });
  try {
    const base = await repository.fetchBase('main');
    const reader = await repository.snapshot(base, ['claims', '.backstage', 'catalog-info.yaml']);
    const { plan } = await planInRounds(createPlanner(models, CONTEXT), reader);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const changed = plan.files.filter(({ action }) => action !== 'unchanged').length;
    process.stdout.write(
      `${JSON.stringify({ seconds, changed, peakRss: process.resourceUsage().maxRSS / 1024 })}\n`,
    );
  } finally {
    await repository.close();
  }
}

void main();
