import { z } from 'zod';
import { FORGE_KINDS, TOKEN_VARIABLES, WEB_FORGES } from './forge-kinds';

const text = z.string().min(1);
const names = z.array(text);

const author = z
  .strictObject({
    name: text.describe('Name of the author and committer of the commits.'),
    email: text.describe('E-mail address of the author and committer of the commits.'),
  })
  .describe('Who the commits are by. Default: the identity that Git itself is configured with.');

const catalog = z
  .strictObject({
    owner: text.optional().describe('`spec.owner` of a claim that names none. Default `platform-team`.'),
    lifecycle: text.optional().describe('`spec.lifecycle` of a claim that names none. Default `production`.'),
    type: text.optional().describe('`spec.type` of every component. Default `crossplane-claim`.'),
    tags: names
      .optional()
      .describe('Tags before those of template and category. Default `[crossplane, claim]`.'),
  })
  .describe('What the Backstage entity of each claim says.');

const HOSTS = WEB_FORGES.flatMap(({ kind, host }) =>
  host === undefined ? [] : [`\`${kind}\` for targets on ${host}`],
);
const ADDRESSES = WEB_FORGES.flatMap(({ kind, apiUrl }) =>
  apiUrl === undefined ? [] : [`\`${apiUrl}\` for \`${kind}\``],
);

const forge = z
  .strictObject({
    type: z
      .enum(FORGE_KINDS)
      .optional()
      .describe(
        `\`git\` keeps the change request in a ref of the repository itself. Default ${HOSTS.join(', ')}, else \`git\`.`,
      ),
    apiUrl: text.optional().describe(`Address of the forge's API. Default ${ADDRESSES.join(', ')}.`),
    tokenEnv: text
      .optional()
      .describe(`Name of the environment variable that holds the token. Default ${TOKEN_VARIABLES}.`),
    tokenFile: text.optional().describe('File that holds the token; instead of `tokenEnv`.'),
    commits: z
      .enum(['push', 'api'])
      .optional()
      .describe(
        'How commits get to the forge: by pushes, or through its API where pushes are not allowed. Default `push`.',
      ),
  })
  .describe('Where change requests are opened.');

const request = z
  .strictObject({
    group: z
      .enum(['all', 'category', 'owner'])
      .optional()
      .describe('One change request for all claims, one per category or one per owner. Default `all`.'),
    title: text.optional().describe('Title of the change request. Default: derived from the changes.'),
    labels: names.optional().describe('Labels set when it is opened.'),
    reviewers: names.optional().describe('Reviewers asked when it is opened.'),
    assignees: names.optional().describe('People it is assigned to when it is opened.'),
    draft: z.boolean().optional().describe('Open it as a draft. Default `false`.'),
    autoMerge: z
      .boolean()
      .optional()
      .describe('Let the forge merge it once its checks pass. Default `false`.'),
  })
  .describe('How change requests look.');

/**
 * The `gitops:` block of `cdk8s.yaml`. Strict: an unknown key is an error, because a mistyped key that is silently
 * ignored would change what is written to a repository.
 */
export const gitopsSchema = z
  .strictObject({
    target: text
      .optional()
      .describe('The GitOps repository: a path, or a file:, ssh: or https: URL without credentials.'),
    base: text.optional().describe('Branch of the target that changes are planned against. Default `main`.'),
    root: text.optional().describe('Folder of the claims inside the target. Default `claims`.'),
    project: text
      .optional()
      .describe(
        'Name of this program in the target, `[a-z0-9-]+`. Scopes ledger, branch and change request. Required with a target.',
      ),
    repository: text
      .optional()
      .describe(
        'Slug `owner/name` written to registry and catalog. Default: from the URL of the target, else from its own remote `upstream` or `origin`, its catalog-info.yaml, its registry.',
      ),
    webUrl: text.optional().describe('Web address of the forge, for links. Default `https://github.com`.'),
    actor: text
      .optional()
      .describe(
        '`createdBy` of new registry entries. Default: `user.name` of your Git, else (and without a target) `cdk8s-claims`.',
      ),
    timeLimit: z
      .number()
      .positive()
      .optional()
      .describe('Seconds that the program in `app` may take. Default 120.'),
    typeCheck: z
      .union([z.boolean(), text], { error: 'true, false or the path of a tsconfig.json' })
      .optional()
      .describe(
        'Check the types of the program while it runs: `true` for the `tsconfig.json` beside this file, or its path. For programs run by ' +
          'swc or by Node itself, which ignore types. Default `false`.',
      ),
    author: author.optional(),
    catalog: catalog.optional(),
    forge: forge.optional(),
    request: request.optional(),
  })
  .describe('Where claims go and how they get there.');

/** The `gitops:` block as written; every key may be missing. */
export type GitopsSettings = z.infer<typeof gitopsSchema>;

/** The keys of `cdk8s.yaml` that this toolkit reads; all others belong to cdk8s and are left alone. */
export const projectFileSchema = z.looseObject({
  app: text.optional().describe('Command that runs the program, without a shell.'),
  output: text.optional().describe('Folder that `synth` writes to. Default `dist`.'),
  gitops: gitopsSchema.optional(),
});
