import type { ErrorEntry } from './error-entry';

/** What can be wrong in an author's program, and with the folder that it is synthesized into. */
export const AUTHORING_ERRORS = {
  'claim-name-invalid': {
    kind: 'input',
    title: 'a claim name is not a valid Kubernetes name',
    cause:
      'metadata.name and folder names are DNS-1123 names (lower-case letters, digits, hyphens and dots, 63 characters at most); a namespace has no dots.',
    hint: 'Rename the claim; the error shows the nearest valid name.',
    example: "new Claim(infra, 'App_PVC', …)   // use 'app-pvc'",
  },
  'claim-name-missing': {
    kind: 'input',
    title: 'a claim has no name',
    cause: 'The second argument of a claim, which names its folder, is empty or no string.',
    hint: 'Name it.',
    example: "new VolumeClaim(infra, '', …)   // use 'app-pvc'",
  },
  'claim-name-collision': {
    kind: 'input',
    title: 'two names are the same on some disks',
    cause:
      'Two categories, or two claims of one category, differ in letter case only; Windows and macOS see one folder. Or a category is, or lies in, the folder of a claim.',
    hint: 'Rename one of them.',
    example: "new Category(app, 'Infra'); new Category(app, 'infra')",
  },
  'claim-duplicate': {
    kind: 'input',
    title: 'a folder is declared twice',
    cause:
      'Two claims of one category have the same folder, or a claim names a file that is in the folder of another one.',
    hint: 'Rename one of them, or give it another `folder`.',
    example: 'claims/infra.ts:9  infra/app-pvc  is declared already at claims/infra.ts:4',
  },
  'object-duplicate': {
    kind: 'input',
    title: 'two claims are one object in the cluster',
    cause:
      'Two folders hold an object of the same group, kind, namespace and name: the one applied last wins.',
    hint: 'Give one of them another metadata.name or namespace, or remove it.',
    example: "'apps/db' and 'infra/db' are both VolumeClaim default/db",
  },
  'claim-field-missing': {
    kind: 'input',
    title: 'a claim lacks a field that every object has',
    cause: 'apiVersion or kind is not there, or the claim was made without properties.',
    hint: 'Add the field.',
    example: "new Claim(infra, 'app-pvc', { kind: 'VolumeClaim' })   // apiVersion is missing",
  },
  'claim-field-invalid': {
    kind: 'input',
    title: 'a field of a claim has a wrong value',
    cause: 'A property of the claim is of another type or form than it has to be.',
    hint: 'Write what the message asks for.',
    example: "apiVersion: 'resources.stuttgart-things.com'   // 'group/version' is expected",
  },
  'claim-file-invalid': {
    kind: 'input',
    title: 'a template or file cannot be a file name',
    cause:
      '`template` and `flatFile` name one file, `file` may have folders in front: no reserved names, safe on every disk.',
    hint: 'Use the name that the message shows.',
    example: "template: '../volumeclaim'   // use 'volumeclaim'",
  },
  'claim-label-invalid': {
    kind: 'input',
    title: 'a label or annotation is not what Kubernetes takes',
    cause: 'Values are strings; keys and label values have a limited form.',
    hint: 'Quote numbers and booleans; move long texts to an annotation.',
    example: "labels: { tier: 1 }   // write '1'",
  },
  'claim-patch-failed': {
    kind: 'input',
    title: 'a JSON patch does not fit the claim',
    cause: 'The path of a patch is not in the object, or a `test` operation failed.',
    hint: 'Compare its path with the object in the output of `claims synth`.',
    example: "claim.addJsonPatch(JsonPatch.replace('/spec/strage', '20Gi'))",
  },
  'claim-outside-category': {
    kind: 'input',
    title: 'a claim is in no category',
    cause: 'No construct above the claim is a Category, so it has no folder.',
    hint: 'Make it inside of a Category.',
    example: "new Claim(app, 'app-pvc', …)   // new Claim(new Category(app, 'infra'), 'app-pvc', …)",
  },
  'category-name-invalid': {
    kind: 'input',
    title: 'a category cannot be a folder',
    cause:
      'A category is a folder, or several one in the other (`prod/infra`), each of letters, digits, hyphens, underscores and dots, starting and ending with a letter or digit, no name that Windows reserves.',
    hint: 'Use the name that the message shows.',
    example: "new Category(app, '../infra')   // use 'infra'",
  },
  'category-duplicate': {
    kind: 'input',
    title: 'a category is declared twice',
    cause: 'Two Category constructs have the same name.',
    hint: 'Make the category once and pass it on.',
    example: "new Category(app, 'infra'); new Category(app, 'infra')",
  },
  'object-not-a-claim': {
    kind: 'input',
    title: 'an object in a category is not a claim',
    cause: 'A category holds a plain cdk8s ApiObject; only claims have a folder, so it would be lost.',
    hint: 'Make it a Claim with the same apiVersion, kind and spec.',
    example: "new ApiObject(infra, 'x', …)   // new Claim(infra, 'x', …)",
  },
  'value-not-json': {
    kind: 'input',
    title: 'a value of a claim cannot be written',
    cause: 'Manifests hold strings, numbers, booleans, null, lists and plain objects, and nothing else.',
    hint: 'Convert the value; the message shows how.',
    example: 'spec.until is a Date   // date.toISOString()',
  },
  'claim-validation-failed': {
    kind: 'input',
    title: "a validation of the author's own failed",
    cause: 'A validation added with `node.addValidation` returned a message or threw.',
    hint: 'Do what the message says.',
    example: "claim.node.addValidation({ validate: () => ['storage must be at least 10Gi'] })",
  },
  'dependency-invalid': {
    kind: 'input',
    title: 'a claim depends on something that is not a claim',
    cause: '`dependsOn` or `addDependency` was given another construct, or a claim of another app.',
    hint: 'Pass claims of the same app.',
    example: 'new Claim(apps, …, { dependsOn: [infra] })   // infra is a category',
  },
  'dependency-cycle': {
    kind: 'input',
    title: 'claims depend on each other in a circle',
    cause: 'Following the dependencies of a claim leads back to it.',
    hint: 'Remove one of the dependencies shown.',
    example: 'infra/a → infra/b → infra/a',
  },
  'app-duplicate': {
    kind: 'input',
    title: 'a program synthesizes two apps',
    cause: 'One run of the program hands over one document; the claims of the first app would be lost.',
    hint: 'Make one ClaimApp and put all categories into it.',
    example: 'new ClaimApp().synth(); new ClaimApp().synth()',
  },
  'claim-after-synth': {
    kind: 'input',
    title: 'a claim is made after app.synth()',
    cause:
      '`app.synth()` hands over the claims that are there by then. A claim that a callback or a promise makes later would be missing, and its objects would seem to be removed.',
    hint: 'Call `app.synth()` last, and await what makes claims before it.',
    example: "setTimeout(() => new Claim(infra, 'app-data', props)); app.synth()",
  },
  'output-path-unsafe': {
    kind: 'conflict',
    title: 'a path leaves the output folder',
    cause: 'A symbolic link below the output folder, or a path with `..`, would make a file land elsewhere.',
    hint: 'Remove the link, or choose another output folder.',
    example: "claims synth --output dist   // 'dist/claims' is a symbolic link",
  },
  'output-foreign': {
    kind: 'conflict',
    title: 'the output folder holds what this tool did not write',
    cause:
      'It is not empty and has no ledger of an earlier run, or a file that no run wrote is at the path of a file of the tree.',
    hint: 'Choose another folder or move the files away; `--force` writes beside other files, but over none of them.',
    example: "claims synth --output ~/notes   # '~/notes' is not empty and was not written by this tool",
  },
  'output-protected': {
    kind: 'usage',
    title: 'the folder cannot be an output folder',
    cause:
      'The folder is the top of a disk, a home, the project, the target or a Git repository, holds one of them, or lies in the target.',
    hint: 'Name a folder that is for the output alone, such as dist; `--force` does not help here.',
    example: 'claims synth --output . --force',
  },
  'output-not-writable': {
    kind: 'unavailable',
    title: 'the output cannot be written',
    cause:
      'The file system refused: missing rights, a full or read-only disk, a file where a folder is needed.',
    hint: 'Do what the message of the system says, or choose another output folder.',
    example: 'claims synth --output /proc/x',
  },
  'secret-literal': {
    kind: 'policy',
    title: 'a claim holds a literal that looks like a secret',
    cause:
      'Claims are committed and reviewed in Git; a value has the form of a credential, or is in a field such as `password`.',
    hint: 'Keep the value in an ExternalSecret, a SealedSecret or a SOPS file and refer to it by name; an exception is the field path in the annotation `cdk8s-claims/allow-literals`.',
    example:
      'apps/shop: spec.adminPassword holds a literal of 24 bytes that looks like a secret   // use adminPasswordSecretRef',
  },
  'secret-literal-allowed': {
    kind: 'policy',
    isWarning: true,
    title: 'an annotation allows a literal that looks like a secret',
    cause: 'The annotation `cdk8s-claims/allow-literals` of the claim names the field.',
    hint: 'If the value is not a secret, nothing has to be done. Otherwise remove the path from the annotation.',
    example: 'cdk8s-claims/allow-literals: spec.demoPassword',
  },
  'secret-literal-exception-unused': {
    kind: 'policy',
    isWarning: true,
    title: 'an exception for a literal has no effect',
    cause: 'The annotation `cdk8s-claims/allow-literals` names a field that is not there or holds no secret.',
    hint: 'Remove the path from the annotation.',
    example: 'cdk8s-claims/allow-literals: spec.misspelt',
  },
} as const satisfies Record<string, ErrorEntry>;
