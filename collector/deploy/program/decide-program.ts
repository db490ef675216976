import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import { deploymentConfig, type DeploymentConfig } from '../config/deployment-config';
import { hubObjects } from '../objects/hub-objects';
import { informerObjects } from '../objects/informer-objects';
import type { ClusterAccess } from './cluster-access';
import { programInput, type ProgramInput, SECRET_KEYS } from './program-input';
import { secretNames } from './secret-names';

/** Name under which `access` and `kubeconfigs` speak of the hub's own cluster. */
export const HUB = 'hub';

/** Secrets of clusters are called so, and the name of the cluster. */
const TOKEN = 'token/';

/** What a stack says. */
export interface StackText {
  readonly project: string;
  readonly all: Readonly<Record<string, string>>;
  /** Whether the stack keeps a key encrypted. */
  readonly isSecret: (key: string) => boolean;
}

/** Everything that a program makes, decided. */
export interface DecidedProgram {
  readonly deployment: DeploymentConfig;
  readonly access: Readonly<Record<string, ClusterAccess>>;
  readonly kubeconfigs: Readonly<Record<string, string>>;
  /** Values by what objects call them. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly wait: boolean;
}

/** Decides it from the configuration of a stack, or says everything that is wrong with that. Neither touches a cluster. */
export function decideProgram(stack: StackText): DecidedProgram | { readonly issues: readonly Issue[] } {
  const { input, issues: ofKeys } = programInput(stack.project, stack.all);
  const issues = [...ofKeys, ...plainSecrets(stack)];
  if (input === undefined) return { issues };
  const { hub, clusters, access, kubeconfigs, wait } = input;
  const secrets = secretsByName(input);
  let deployment: DeploymentConfig;
  try {
    deployment = deploymentConfig({ hub, clusters }, { secrets: Object.keys(secrets) });
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || error.issues.length === 0) throw error;
    return { issues: [...issues, ...error.issues.map(withCommand)] };
  }
  issues.push(...strangers(input, deployment));
  return issues.length > 0 ? { issues } : { deployment, access, kubeconfigs, secrets, wait };
}

function secretsByName({ tokens, secrets }: ProgramInput): Record<string, string> {
  const ofClusters = Object.entries(tokens).map(([cluster, token]) => [`${TOKEN}${cluster}`, token]);
  return Object.fromEntries([...Object.entries(secrets), ...ofClusters]) as Record<string, string>;
}

/** A key of secrets that the stack keeps in plain: whoever reads the stack's file reads them. */
function plainSecrets({ project, all, isSecret }: StackText): Issue[] {
  return SECRET_KEYS.filter((key) => Object.hasOwn(all, `${project}:${key}`) && !isSecret(key)).map(
    (key) => ({
      code: 'config-value-invalid',
      message: `'${key}' is in plain text in the file of the stack`,
      field: key,
      hint: 'others may have read its values: make new ones, and set them with --secret',
    }),
  );
}

/** Names of clusters and secrets that nothing else speaks of: mostly a slip. */
function strangers(input: ProgramInput, { hub, clusters }: DeploymentConfig): Issue[] {
  const places = [HUB, ...clusters.map(({ name }) => name)];
  const wanted = secretNames([
    ...hubObjects(hub),
    ...clusters.flatMap((cluster) => informerObjects(cluster)),
  ]);
  const wantedTokens = wanted
    .filter((name) => name.startsWith(TOKEN))
    .map((name) => name.slice(TOKEN.length));
  const wantedSecrets = wanted.filter((name) => !name.startsWith(TOKEN));
  const known = { access: places, kubeconfigs: places, tokens: wantedTokens, secrets: wantedSecrets };
  return Object.entries(known).flatMap(([key, names]) =>
    Object.keys(input[key as keyof typeof known])
      .filter((name) => !names.includes(name))
      .map((name) => stranger(key, name, names)),
  );
}

function stranger(key: string, name: string, known: readonly string[]): Issue {
  const field = `${key}.${name}`;
  const hint = known.length === 0 ? 'remove it' : `known names here: ${known.join(', ')}`;
  return { code: 'config-key-unknown', message: `nothing uses '${field}'`, field, value: name, hint };
}

/** How the secrets that a deployment misses are set. */
const SET_SECRETS =
  'set a token with `pulumi config set --secret --path \'tokens["<cluster>"]\'`, another secret with `secrets["<name>"]`';

function withCommand(issue: Issue): Issue {
  return issue.message.includes('takes the secret') ? { ...issue, hint: SET_SECRETS } : issue;
}
