import type { ErrorEntry } from './error-entry';

/** What `claims registry verify` finds in a repository; most of it `claims registry repair` fixes. */
export const INVARIANT_ERRORS = {
  orphan: {
    kind: 'invariant',
    title: 'a claim folder is listed nowhere',
    cause:
      'No build of the repository uses it and the registry does not list it, usually after an incomplete deletion. It is neither applied nor shown.',
    hint: '`claims registry repair --orphans=remove` deletes it, `--orphans=register` lists it again.',
    example:
      'claims/infra/old-pvc: no build uses the claim folder, and claims/registry.yaml does not list it',
  },
  'name-mismatch': {
    kind: 'invariant',
    title: 'folder, registry entry and metadata.name of a claim do not agree',
    cause:
      'Somebody renamed one of them. Tools find a claim by its folder, the cluster knows it by metadata.name.',
    hint: 'Decide on one name and write it in all three. A new metadata.name is another object in the cluster.',
    example: 'claims/infra/app-pvc/volumeclaim.yaml:4: metadata.name is app, the folder is app-pvc',
  },
  'registry-path': {
    kind: 'invariant',
    title: 'no claim is at the path of a registry entry',
    cause: 'The claim was moved or removed, or the path was typed by hand.',
    hint: '`claims registry repair` corrects it if only one claim can be meant. Otherwise correct or remove the entry.',
    example:
      'claims/registry.yaml:12: entry app-pvc: path "claims/infra/app" is not a claim, expected claims/infra/app-pvc',
  },
  'registry-category': {
    kind: 'invariant',
    title: 'the category of a registry entry is not that of its claim',
    cause: 'The claim was moved to another category, or the field is empty.',
    hint: '`claims registry repair` corrects it, unless that category has an entry of this name already.',
    example: 'claims/registry.yaml:12: entry app-pvc: category is apps, expected infra',
  },
  'registry-repository': {
    kind: 'invariant',
    title: 'a registry entry names another repository',
    cause:
      'The entry was copied from elsewhere, the repository was renamed, or the field is not `owner/name`.',
    hint: '`claims registry repair` writes the slug of the target if it is known, see `gitops.repository`.',
    example: 'claims/registry.yaml:12: entry app-pvc: repository is acme/old, the target is acme/harvester',
  },
  'registry-field': {
    kind: 'invariant',
    title: 'a registry entry lacks a required field',
    cause: 'Each entry needs name, template, createdAt, createdBy and source; one is missing or empty.',
    hint: 'Write the field; nobody else knows its value.',
    example: 'claims/registry.yaml:12: entry app-pvc: createdBy is missing',
  },
  'registry-duplicate': {
    kind: 'invariant',
    title: 'two registry entries are for the same claim',
    cause: 'Two merges added it, or an entry was copied. They may say different things.',
    hint: 'Keep the one that is right and remove the other by hand.',
    example: 'claims/registry.yaml:20: entry app-pvc: the entry in line 12 is for the same claim',
  },
  'registry-entry-missing': {
    kind: 'invariant',
    title: 'a claim has no registry entry',
    cause:
      'Its category applies it, but nobody registered it: it was added by hand, or a merge lost the entry.',
    hint: '`claims registry repair` adds it.',
    example: 'claims/infra/app-pvc: no entry in claims/registry.yaml',
  },
  'category-kustomization-missing': {
    kind: 'invariant',
    title: 'a category has no kustomization, though others have one',
    cause:
      'The file was deleted or never made, so which claims are applied depends on the tool that reads it.',
    hint: 'Write one by hand, and list in it everything that is applied: what it does not list is deleted from the cluster.',
    example: 'claims/infra: the category has no kustomization, others have one',
  },
  'kustomization-entry-missing': {
    kind: 'invariant',
    title: 'a category does not list a registered claim',
    cause: 'A merge or a person took the folder out of the kustomization: nobody applies the claim.',
    hint: '`claims registry repair` lists it. If the claim should be gone, delete it with `claims delete`.',
    example: 'claims/infra/app-pvc: claims/infra/kustomization.yaml does not list it',
  },
  'kustomization-dangling': {
    kind: 'invariant',
    title: 'a kustomization names something that is not there',
    cause:
      'The claim was deleted and its entry was not, a folder has no kustomization, or a patch is gone: the kustomization no longer builds, so nothing of it is applied.',
    hint: '`claims registry repair` removes entries of claim folders that are gone; correct others by hand.',
    example: 'claims/infra/kustomization.yaml:5: app-pvc does not exist',
  },
  'kustomization-ambiguous': {
    kind: 'invariant',
    title: 'a folder has two kustomizations',
    cause:
      'kustomization.yaml, kustomization.yml and Kustomization are three names of one file: kustomize refuses a folder that has two of them.',
    hint: 'Put the entries of both into one, and delete the other.',
    example:
      'claims/infra/kustomization.yaml:1: claims/infra/kustomization.yml exists too, kustomize accepts only one',
  },
  'object-applied-twice': {
    kind: 'invariant',
    title: 'a build reaches an object twice',
    cause:
      'Two entries lead to one file, or two files hold one object: kustomize refuses to build the whole.',
    hint: 'Remove one of the entries, or give one of the objects another name.',
    example:
      'claims/infra/kustomization.yaml:7: Database shop/db of claims/infra/db/database.yaml: claims/infra/db/database.yaml is reached twice',
  },
  'category-unlisted': {
    kind: 'invariant',
    title: 'no kustomization lists a category, although those beside it are listed',
    cause: 'The category was added, but not to the kustomization above it, so nothing of it is applied.',
    hint: 'List the category there, or name it in `gitops.entryPoints` if it is built separately.',
    example:
      'claims/apps: claims/kustomization.yaml lists claims/infra beside it, nothing lists this category',
  },
  'build-failed': {
    kind: 'invariant',
    title: 'kustomize cannot build a folder that is applied to a cluster',
    cause:
      'A listed file is not a manifest, a patch is for an object that is gone, or a field has no place in a kustomization.',
    hint: 'Fix it at the line shown; `kustomize build` of the folder says the same.',
    example: 'claims/infra/values.yaml:1: it has no kind',
  },
  'kustomization-duplicate': {
    kind: 'invariant',
    title: 'a kustomization lists something twice',
    cause: 'Two merges added the same line: kustomize refuses to build the category.',
    hint: 'Remove one of the lines.',
    example: 'claims/infra/kustomization.yaml:7: app-pvc is listed in line 5 already',
  },
  'claim-kustomization-missing': {
    kind: 'invariant',
    title: 'a claim folder has no kustomization',
    cause: 'The file was deleted or forgotten: the whole category that lists the folder cannot be built.',
    hint: 'Write one that lists the claim file, or list the file itself in the kustomization of the category.',
    example: 'claims/infra/app-pvc: the claim folder has no kustomization, so what lists it cannot be built',
  },
  'claim-not-listed': {
    kind: 'invariant',
    title: 'the kustomization of a claim folder does not list the claim',
    cause: 'The claim file was renamed or its line removed: nobody applies the claim.',
    hint: '`claims registry repair` lists it.',
    example: 'claims/infra/app-pvc/kustomization.yaml: the claim file volumeclaim.yaml is not listed',
  },
  'catalog-repository': {
    kind: 'invariant',
    title: "a claim's catalog-info names another repository",
    cause:
      'The annotation github.com/project-slug differs from the slug of the target, or, if that is not known, from that of the registry entry.',
    hint: 'Correct the annotation by hand; Backstage links to what it says.',
    example:
      'claims/infra/app-pvc/catalog-info.yaml:7: github.com/project-slug is acme/old, the target is acme/harvester',
  },
  'location-dangling': {
    kind: 'invariant',
    title: 'a catalog location does not exist',
    cause: 'The claim was deleted, its location was not: Backstage then hides the other targets too.',
    hint: '`claims registry repair` removes locations of claims that are gone; correct others by hand.',
    example:
      '.backstage/catalog-locations.yaml:9: ../claims/infra/app-pvc/catalog-info.yaml does not exist, Backstage then hides the other targets too',
  },
  'location-missing': {
    kind: 'invariant',
    title: "a claim's catalog-info is not a catalog location",
    cause: 'The line was lost in a merge or never added: Backstage does not show the claim.',
    hint: '`claims registry repair` adds it.',
    example: 'claims/infra/app-pvc/catalog-info.yaml: .backstage/catalog-locations.yaml does not list it',
  },
  'location-duplicate': {
    kind: 'invariant',
    title: 'a catalog location is listed twice',
    cause: 'Two merges added the same line.',
    hint: 'Remove one of the lines.',
    example:
      '.backstage/catalog-locations.yaml:12: ../claims/infra/app-pvc/catalog-info.yaml is listed in line 9 already',
  },
  'path-outside-root': {
    kind: 'invariant',
    title: 'a path or link leads outside',
    cause:
      'A symbolic link below the claims root leads out of it, or a listed path leads out of the repository. Nothing outside is applied.',
    hint: 'Remove it, or point it at something inside.',
    example: 'claims/infra/kustomization.yaml:5: ../../../elsewhere leads out of the repository',
  },
  'case-collision': {
    kind: 'invariant',
    title: 'two paths differ only in letter case',
    cause: 'Disks of macOS and Windows hold only one of them: a checkout there loses the other.',
    hint: 'Rename one of them.',
    example: 'claims/infra/app: is the same as claims/infra/App on disks that ignore letter case',
  },
  'ledger-dangling': {
    kind: 'invariant',
    title: 'a ledger lists a file that is gone',
    cause: 'Somebody deleted the file of a claim by hand, but not its line in the ledger.',
    hint: '`claims registry repair` removes the line. A program that declares the claim writes its file again.',
    example:
      'claims/.claims/storage/infra.ledger:3: claims/infra/app-pvc/volumeclaim.yaml does not exist any more',
  },
  'ledger-line-uncounted': {
    kind: 'invariant',
    title: 'a line of a ledger is ignored',
    cause:
      "A ledger says what this project wrote. A line that names a file outside of its claim's folder, a shared file, a file of another project, or a file that holds no manifest of the claim, was not written by this tool.",
    hint: 'Nothing has to be done: no file is changed because of it, and the next change removes the line. Find out who wrote it.',
    example:
      'claims/.claims/shop/infra.ledger:4: "claims/registry.yaml" lies outside of the category; the line is ignored',
  },
  'ledger-conflict': {
    kind: 'invariant',
    title: 'two ledger lines claim the same file',
    cause: 'Two projects, or two categories of one, say that they wrote it; one of the lines is wrong.',
    hint: 'Decide whose claim it is, and take the line out of the other ledger by hand.',
    example:
      'claims/.claims/web/infra.ledger:3: claims/infra/app-pvc/volumeclaim.yaml is listed in claims/.claims/storage/infra.ledger too',
  },
  'file-unreadable': {
    kind: 'invariant',
    title: 'a file of the repository cannot be read',
    cause:
      'It is not valid YAML, not the kind of document that belongs at its path, a pipe or a socket, or a ledger with a broken line. What it lists cannot be checked.',
    hint: 'Fix the file by hand at the line shown, or restore it from Git.',
    example: 'claims/infra/kustomization.yaml:4: expected a list of names under `resources`',
  },
  'applied-set-changed': {
    kind: 'invariant',
    title: 'merging the plan would do more to the cluster than the plan says',
    cause:
      'A cluster gets what kustomize, Flux or Argo CD make of a folder. With this plan an object would be created, deleted or changed that no change of the plan names, or a folder would no longer build.',
    hint: 'Look at the file shown: it lists, patches or generates something that the claim is part of. List the claim there by hand, or declare the claim with a `file:` that the folder includes. `gitops.entryPoints` says which folders are built.',
    example: 'claims/infra would no longer build: claims/infra/kustomization.yaml:4: db does not exist',
  },
} as const satisfies Record<string, ErrorEntry>;
