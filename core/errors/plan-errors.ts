import type { ErrorEntry } from './error-entry';

/** What can go wrong while planning against a target repository. */
export const PLAN_ERRORS = {
  'program-invalid': {
    kind: 'input',
    title: 'the declared claims have errors',
    cause:
      'At least one claim or category of the program is not valid; all problems are listed with their lines.',
    hint: 'Fix the lines shown; nothing is written before all of them are right.',
    example:
      "claims/infra.ts:12  infra/App_PVC  metadata.name 'App_PVC' is not a DNS-1123 name, use 'app-pvc'",
  },
  'claim-policy': {
    kind: 'policy',
    title: 'a claim breaks a policy',
    cause:
      'A rule that is checked for every claim, such as "no literal secrets", refuses at least one of them.',
    hint: 'Change the fields shown.',
    example: 'claims/apps.ts:30  apps/shop  spec.password holds a literal that looks like a secret',
  },
  'claim-owned-elsewhere': {
    kind: 'conflict',
    title: 'two projects declare the same claim',
    cause: 'The ledger of another project lists files of this claim, so that project owns it.',
    hint: 'If the program got another name, `claims rename-project <old>` moves its ledgers. Else declare the claim in one project only; taking it out of a program and merging that deletes its object from the cluster.',
    example:
      "'infra/app-pvc' belongs to project 'storage' (claims/.claims/storage/infra.ledger), not to 'web'",
  },
  'project-not-found': {
    kind: 'not-found',
    title: 'no ledger in the target is of this project',
    cause: '`claims rename-project` was given a name that no folder below claims/.claims/ has.',
    hint: 'Name the project as gitops.project named it before; the folders below claims/.claims/ show all names.',
    example: "no ledger in the target is of project 'shp', did you mean 'shop'?",
  },
  'project-rename-conflict': {
    kind: 'conflict',
    title: 'both names of a project own the same claim',
    cause:
      'A ledger of the old name and one of the new name list the same file or claim, so one of the lines is wrong.',
    hint: 'Decide which project owns it, and take its lines out of the other ledger by hand.',
    example: "'infra/db' is in the ledgers of 'shop' and of 'store' (claims/.claims/shop/infra.ledger)",
  },
  'project-request-open': {
    kind: 'conflict',
    isWarning: true,
    title: 'a change request of the old name may be open',
    cause:
      'The target has a ref of a change request of the old project. Merged after the rename, it writes ledgers of the old name again.',
    hint: 'Merge or close it before the rename is merged; else run `claims rename-project` once more.',
    example: "refs/heads/claims/shop/all may hold an open change request of 'shop'",
  },
  'claim-path-wrong': {
    kind: 'conflict',
    title: 'the registry entry points to something other than the claim',
    cause:
      "The registry entry of a claim to delete has a `path` that is neither the claim's folder nor a file of its own in the category, or that folder holds other claims.",
    hint: 'Correct the entry (`claims registry repair` does it if only one claim can be meant), then delete the claim.',
    example: "the path of 'infra/app-pvc' in the registry is 'claims/registry.yaml'",
  },
  'target-path-blocked': {
    kind: 'conflict',
    title: 'the path of a claim file is taken',
    cause:
      'The target has a symbolic link, a submodule, a file or a folder at that path, or a folder that differs only in letter case.',
    hint: 'Remove or rename it in the target repository, or declare the claim under another name.',
    example: "'claims/infra' is a symbolic link in the target where a folder is needed",
  },
  'claim-not-found': {
    kind: 'not-found',
    title: 'no such claim in the target',
    cause: 'Neither the registry nor a folder of the target knows the claim that was named.',
    hint: 'Name it as `<category>/<name>`; `claims list` shows all.',
    example: "claims delete infra/app-pcv   // no claim 'infra/app-pcv', did you mean 'infra/app-pvc'?",
  },
  'edits-conflict': {
    kind: 'input',
    title: 'the program and a person changed the same field',
    cause:
      'With `--merge-edits`, a field was changed by the program and by a person since it was last written, to different values.',
    hint: 'Write the same value into the program and the file, or overwrite the file with `--overwrite <category/name>`.',
    example:
      "spec.storage in claims/infra/app-pvc/volumeclaim.yaml: last written '20Gi', in the program '40Gi', edited to '30Gi'",
  },
  'edits-not-mergeable': {
    kind: 'input',
    title: 'a hand-edited file cannot be merged',
    cause:
      'A merge needs the version that was written last, and it is not there: a plain folder keeps no earlier versions, a repository may have lost them; or one of the versions is not a YAML object.',
    hint: 'Write the values of the program into the file, or overwrite it with `--overwrite <category/name>`.',
    example: 'claims diff --merge-edits infra/app-pvc --target ./plain-folder',
  },
  'change-held-back': {
    kind: 'policy',
    isWarning: true,
    title: 'kept files block changes of the program',
    cause:
      'A person changed a file since it was written, or this project never wrote the file, and the program has other values. The file is kept.',
    hint: "Merge the program's changes with `--merge-edits <category/name>`, overwrite the file with `--overwrite <category/name>`, or write the values of the file into the program.",
    example: '2 claims differ from the target and cannot be changed: infra/app, infra/db',
  },
  'category-large': {
    kind: 'policy',
    isWarning: true,
    title: 'a category has more claims than kustomize builds quickly',
    cause:
      'The time of `kustomize build` grows faster than the number of resources; Flux and Argo CD pay it at each reconcile.',
    hint: 'Split the category, one Flux Kustomization each.',
    example: "category 'infra' holds 2400 claims; its kustomization will be slow to build",
  },
  'catalog-name-shared': {
    kind: 'policy',
    isWarning: true,
    title: 'two claims have one component name in Backstage',
    cause:
      'Backstage identifies a component by its name alone; two categories hold a claim of the same folder name.',
    hint: 'Give one of them another folder name; `metadata: { name: … }` keeps its name in the cluster.',
    example: "'apps/db' and 'infra/db' have the same component name 'db' in Backstage",
  },
  'repository-unknown': {
    kind: 'config',
    isWarning: true,
    title: 'the slug of the target repository is not known',
    cause:
      '`owner/name` is in neither the configuration, the address of the target, its own remote, its catalog-info.yaml nor its registry.',
    hint: 'Set `gitops.repository: owner/name` in cdk8s.yaml.',
    example: 'gitops:\n  repository: acme/harvester',
  },
  'repository-mismatch': {
    kind: 'config',
    isWarning: true,
    title: 'the configured slug is not that of the target',
    cause:
      'gitops.repository or CLAIMS_REPOSITORY names another repository than the address of the target or its own remote.',
    hint: 'Leave `gitops.repository` out, or write the slug of the target. Keep it where the target is a copy of the repository named.',
    example:
      "gitops.repository is 'example/harvester', but the target's own address says 'acme/harvester'; 'example/harvester' is written",
  },
  'applied-set-unknown': {
    kind: 'policy',
    isWarning: true,
    title: 'a folder does not build even without the plan',
    cause:
      'A plan is compared by what kustomize builds from a folder. This folder does not build even without the plan, so only its files are compared.',
    hint: 'Repair what is shown; `kustomize build` of the folder gives the same reason.',
    example: 'claims/infra does not build now: claims/infra/kustomization.yaml:4: db does not exist',
  },
  'artifact-left-out': {
    kind: 'policy',
    isWarning: true,
    title: 'a new claim gets no kustomization or catalog-info.yaml of its own',
    cause:
      'The claims beside it are single files, or every YAML file of the folder is applied: a file beside the claim would be applied as well.',
    hint: '`file` names another place. `gitops.artifacts.kustomizations: true` gives a folder without a kustomization one.',
    example:
      "claims/infra/db.yaml gets no kustomization.yaml and no catalog-info.yaml: the claims of 'infra' are single files",
  },
  'claim-not-applied': {
    kind: 'policy',
    isWarning: true,
    title: 'no folder that is built for a cluster includes a claim',
    cause: 'No kustomization lists its file, and no folder that is built includes it.',
    hint: 'List it in a folder that is applied to the cluster, or name its folder in `gitops.entryPoints`.',
    example: 'no build includes claims/infra/db/database.yaml: infra/db is not applied',
  },
} as const satisfies Record<string, ErrorEntry>;
