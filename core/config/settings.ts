import { z } from 'zod';
import {
  branchProblem,
  folderProblem,
  lineProblem,
  pathProblem,
  projectProblem,
  slugProblem,
  targetProblem,
  tokenFileProblem,
  variableProblem,
  webAddressProblem,
} from './config-rules';
import { FORGE_KINDS, TOKEN_VARIABLES, WEB_FORGES } from './forge-kinds';
import { settingsOf, type SettingRows } from './setting-row';

const text = z.string().min(1);
const names = z.array(text);

const HOSTS = WEB_FORGES.flatMap(({ kind, host }) =>
  host === undefined ? [] : [`\`${kind}\` for targets on ${host}`],
);
const ADDRESSES = WEB_FORGES.flatMap(({ kind, apiUrl }) =>
  apiUrl === undefined ? [] : [`\`${apiUrl}\` for \`${kind}\``],
);

/** Every setting of `cdk8s.yaml` that this toolkit reads: a new one is a row here. */
export const SETTINGS = {
  app: {
    schema: text,
    about: 'Command that runs the program, without a shell.',
    variable: 'CLAIMS_APP',
    flag: {
      flags: '--app <command>',
      description: 'command that runs the program (default: `app` of cdk8s.yaml)',
      group: 'program',
    },
  },
  output: {
    schema: text,
    about: 'Folder that `synth` writes to.',
    default: 'dist',
    variable: 'CLAIMS_OUTPUT',
    rule: pathProblem,
    flag: {
      flags: '--output <dir>',
      description: 'folder to write to (default: `output` of cdk8s.yaml, or dist)',
      group: 'output',
    },
  },
  gitops: {
    about: 'Where claims go and how they get there.',
    rows: {
      target: {
        schema: text,
        about: 'The GitOps repository: a path, or a file:, ssh: or https: URL without credentials.',
        variable: 'CLAIMS_TARGET',
        rule: targetProblem,
        isVariableFree: true,
        flag: {
          flags: '--target <repository>',
          description: 'GitOps repository: a path, or a file:, ssh: or https: URL',
          group: 'target',
        },
      },
      base: {
        schema: text,
        about: 'Branch of the target that changes are planned against.',
        default: 'main',
        variable: 'CLAIMS_BASE',
        rule: branchProblem,
        flag: {
          flags: '--base <branch>',
          description: 'branch to plan against (default: main)',
          group: 'target',
        },
      },
      root: {
        schema: text,
        about: 'Folder of the claims inside the target; `.` is its top.',
        default: 'claims',
        variable: 'CLAIMS_ROOT',
        rule: folderProblem,
        flag: {
          flags: '--root <folder>',
          description: 'folder of the claims inside the target (default: claims)',
          group: 'target',
        },
      },
      entryPoints: {
        schema: names,
        about:
          'Folders of the target that are built for a cluster, from its top (`.` is the top). `...` means the folders that would be taken without this ' +
          'setting: those that the Flux Kustomizations and Argo CD Applications of the target name, else the root if it has a kustomization, and every category.',
      },
      project: {
        schema: text,
        about:
          'Name of this program in the target, `[a-z0-9-]+`. Scopes ledger, branch and change request. Required with a target.',
        variable: 'CLAIMS_PROJECT',
        rule: projectProblem,
        flag: {
          flags: '--project <name>',
          description: 'name of this program in the target',
          group: 'target',
        },
      },
      repository: {
        schema: text,
        about:
          'Slug `owner/name` written to registry and catalog. Default: from the URL of the target, else from its own remote `upstream` or `origin`, its catalog-info.yaml, its registry.',
        variable: 'CLAIMS_REPOSITORY',
        rule: slugProblem,
      },
      webUrl: {
        schema: text,
        about: 'Web address of the forge, for links.',
        default: 'https://github.com',
        variable: 'CLAIMS_WEB_URL',
        rule: webAddressProblem,
      },
      statusUrl: {
        schema: text,
        about:
          'Address of a status collector or registry API that `claims status` asks. Default: the registry of the target is read.',
        variable: 'CLAIMS_STATUS_URL',
        rule: webAddressProblem,
      },
      actor: {
        schema: text,
        about:
          '`createdBy` of new registry entries. Default: `user.name` of your Git, else (and without a target) `cdk8s-claims`.',
        variable: 'CLAIMS_ACTOR',
        rule: lineProblem,
      },
      timeLimit: {
        schema: z.number().positive(),
        about: 'Seconds that the program in `app` may take.',
        default: 120,
      },
      typeCheck: {
        schema: z.union([z.boolean(), text], { error: 'true, false or the path of a tsconfig.json' }),
        about:
          'Check the types of the program while it runs: `true` for the `tsconfig.json` beside this file, or its path. For programs run by ' +
          'swc or by Node itself, which ignore types.',
        default: false,
        variable: 'CLAIMS_TYPE_CHECK',
        flag: {
          flags: '--type-check',
          description: 'check the types of the program (default: `gitops.typeCheck` of cdk8s.yaml)',
          contrary: 'plan without checking the types',
          group: 'types',
        },
      },
      author: {
        schema: z.strictObject({
          name: text.describe('Name of the author and committer of the commits.'),
          email: text.describe('E-mail address of the author and committer of the commits.'),
        }),
        about:
          'Author and committer of the commits. Default: the identity that Git itself is configured with.',
      },
      catalog: {
        about: 'Values of the Backstage entity of each claim.',
        rows: {
          owner: {
            schema: text,
            about: '`spec.owner` of a claim that names none.',
            default: 'platform-team',
          },
          lifecycle: {
            schema: text,
            about: '`spec.lifecycle` of a claim that names none.',
            default: 'production',
          },
          type: { schema: text, about: '`spec.type` of every component.', default: 'crossplane-claim' },
          tags: {
            schema: names,
            about: 'Tags before those of template and category.',
            default: ['crossplane', 'claim'],
          },
        },
      },
      artifacts: {
        about:
          'Files that are written beside the claims. By default, a target with claims gets only the kinds of files that it has already, ' +
          'and a target without claims gets all.',
        rows: {
          registry: { schema: z.boolean(), about: '`registry.yaml`, with an entry for each claim.' },
          catalog: { schema: z.boolean(), about: '`catalog-info.yaml` of each claim, for Backstage.' },
          locations: {
            schema: z.boolean(),
            about: 'Entries in `.backstage/catalog-locations.yaml` for those files.',
          },
          kustomizations: {
            schema: z.boolean(),
            about: '`kustomization.yaml` of each claim, and its entry in that of the category.',
          },
        },
      },
      forge: {
        about: 'Where change requests are opened.',
        rows: {
          type: {
            schema: z.enum(FORGE_KINDS),
            about: `\`git\` keeps the change request in a ref of the repository itself. Default ${HOSTS.join(', ')}, else \`git\`.`,
          },
          apiUrl: {
            schema: text,
            about: `Address of the forge's API. Default ${ADDRESSES.join(', ')}.`,
            rule: webAddressProblem,
          },
          tokenEnv: {
            schema: text,
            about: `Name of the environment variable that holds the token. Default ${TOKEN_VARIABLES}.`,
            rule: variableProblem,
            isHidden: true,
          },
          tokenFile: {
            schema: text,
            about: 'File that holds the token; instead of `tokenEnv`.',
            rule: tokenFileProblem,
            isHidden: true,
          },
          commits: {
            schema: z.enum(['push', 'api']),
            about:
              'How commits get to the forge: by pushes, or through its API where pushes are not allowed.',
            default: 'push',
          },
        },
      },
      request: {
        about: 'How change requests look.',
        rows: {
          group: {
            schema: z.enum(['all', 'category', 'owner']),
            about: 'One change request for all claims, one per category or one per owner.',
            default: 'all',
          },
          title: { schema: text, about: 'Title of the change request. Default: derived from the changes.' },
          labels: { schema: names, about: 'Labels set when it is opened.', default: [] },
          reviewers: { schema: names, about: 'Reviewers asked when it is opened.', default: [] },
          assignees: { schema: names, about: 'People it is assigned to when it is opened.', default: [] },
          draft: { schema: z.boolean(), about: 'Open it as a draft.', default: false },
          autoMerge: {
            schema: z.boolean(),
            about: 'Let the forge merge it once its checks pass.',
            default: false,
          },
        },
      },
    },
  },
} as const satisfies SettingRows;

/** {@link SETTINGS} without its blocks. */
export const SETTING_LIST = settingsOf(SETTINGS);
