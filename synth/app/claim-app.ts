import { App, type AppProps } from 'cdk8s';
import { notesItself } from '../../constructs/category';
import { notePlacesOfChildren } from '../../constructs/placed-children';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { formatSourcePosition } from '../../core/source-position';
import { collectModels } from '../collect/collect-models';
import { watchForLateClaims } from './late-claims';
import { writeModels } from './write-models';
import type * as SynthTree from './synth-tree';

/** Variable with the file that the command line wants the models in. */
const MODELS_OUT = 'CLAIMS_MODELS_OUT';

/** Options of a {@link ClaimApp}. */
export interface ClaimAppProps extends Pick<AppProps, 'resolvers'> {
  /** Output folder of `cdk8s synth`. Default: what cdk8s says, else `output:` of `cdk8s.yaml`, else `dist`. */
  readonly outdir?: string;
}

/** The root of a program that declares claims. Make categories in it, and end the program with `app.synth()`. */
export class ClaimApp extends App {
  private readonly chosenOutdir: string | undefined;

  /**
   * Makes the root of a program.
   *
   * @example
   * const app = new ClaimApp();
   * const infra = new Category(app, 'infra');
   * app.synth();
   */
  constructor(props: ClaimAppProps = {}) {
    super(props);
    notePlacesOfChildren(this, notesItself);
    this.chosenOutdir = props.outdir ?? process.env['CDK8S_OUTDIR'];
  }

  /**
   * Ends the program. Run by `claims …` it hands the declared claims over and does nothing else; run by `cdk8s synth` or
   * by itself it writes the tree of a new repository to the output folder.
   *
   * @throws ToolkitError with everything that is wrong, when it is not run by `claims`
   */
  override synth(): void {
    const models = collectModels(this);
    const modelsOut = process.env[MODELS_OUT];
    if (modelsOut !== undefined && modelsOut !== '') {
      writeModels(this, models, modelsOut);
      watchForLateClaims(this, models, (all) => {
        writeModels(this, all, modelsOut);
      });
      return;
    }
    try {
      // Loaded only here: a program that is run by `claims` needs neither configuration nor planner.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` cannot be awaited here
      const { synthTree } = require('./synth-tree') as typeof SynthTree;
      synthTree(models, { folder: process.cwd(), env: process.env, outdir: this.chosenOutdir });
      watchForLateClaims(this, models, ({ issues }) => {
        const late = new ToolkitError('program-invalid', 'claims are missing in the output', { issues });
        throw withIssuesInMessage(late);
      });
    } catch (error) {
      throw ToolkitError.isToolkitError(error) ? withIssuesInMessage(error) : error;
    }
  }
}

/** Nobody formats the error for people here but Node itself, which prints message and stack. */
function withIssuesInMessage(error: ToolkitError): ToolkitError {
  const lines = error.issues.map(({ source, construct, message }) => {
    const place = [source === undefined ? '' : formatSourcePosition(source), construct ?? ''].filter(Boolean);
    return `\n  ${[...place, message].join('  ')}`;
  });
  const { data, issues, cause } = error;
  const listed = new ToolkitError(error.code, error.message + lines.join(''), { data, issues, cause });
  listed.stack = `${listed.name}: ${listed.message}`;
  return listed;
}
