import type { ErrorEntry } from './error-entry';

/** What can go wrong with Git and the plain-Git forge. */
export const GIT_ERRORS = {
  'target-not-a-repository': {
    kind: 'not-found',
    title: 'the target is not a Git repository',
    cause: 'There is no Git repository at the path or URL of the target.',
    hint: 'Check `--target` or `gitops.target`; `git ls-remote <target>` must answer.',
    example: 'claims pr --target ./harvester.git',
  },
  'target-url-unsupported': {
    kind: 'config',
    title: 'the target is neither a path nor a URL that is supported',
    cause:
      'Targets are local paths, file:, ssh:, http:, https: and scp-like addresses; other transports can run commands or have no authentication.',
    hint: 'Give the address in one of the supported forms.',
    example: 'ext::sh -c …   // refused\ngit@github.com:platform/harvester.git   // fine',
  },
  'target-unreachable': {
    kind: 'unavailable',
    title: 'the host of the target does not answer',
    cause: 'Name resolution, the network, a proxy or the server failed.',
    hint: 'Check the host name and the network, then run it again.',
    example: 'git.example.org does not answer: could not resolve host',
  },
  'target-auth-failed': {
    kind: 'auth',
    title: 'the target does not accept the credentials',
    cause:
      'No credentials, expired ones, or a key that the server does not know. Git never prompts for credentials here.',
    hint: 'Set the token variable, a Git credential helper or an SSH key; `git ls-remote <target>` must answer without a prompt.',
    example: 'github.com refuses access to platform/harvester: authentication failed',
  },
  'target-read-only': {
    kind: 'auth',
    title: 'the target cannot be written',
    cause:
      'The credentials or the file permissions allow reading only, or a rule of the server forbids writing this ref.',
    hint: 'Use credentials with write access, or let someone with write access run it. If the message names a change request, that request exists.',
    example: 'permission denied on /srv/git/harvester.git',
  },
  'target-rejected': {
    kind: 'policy',
    title: 'the target rejects the push',
    cause: 'A hook or a protection rule of the server declined the update.',
    hint: "Read the server's words in the message, and change what they name. If the message names a change request, that request exists.",
    example: 'the target rejects refs/heads/main: pre-receive hook declined',
  },
  'target-ref-blocked': {
    kind: 'conflict',
    title: 'another ref blocks the ref of the request',
    cause:
      'Git keeps refs as files in folders: with a branch `claims`, or with `claims/shop/all/x`, there can be no `claims/shop/all`.',
    hint: 'Rename or remove the ref that the message names, or choose another project or group.',
    example: 'refs/claims/requests/shop in harvester.git stands in the way of refs/claims/requests/shop/all',
  },
  'target-not-owned': {
    kind: 'auth',
    title: 'the target belongs to another user',
    cause:
      'Git does not use a repository on this machine whose folder belongs to somebody else, because its configuration could run commands.',
    hint: 'When you trust its owner, run the command that the message shows.',
    example:
      '/srv/git/harvester.git belongs to another user   // git config --global --add safe.directory /srv/git/harvester.git',
  },
  'target-redirected': {
    kind: 'config',
    title: 'the target redirects to another address',
    cause:
      'The server answers with a redirect to another host, port or protocol. It is not followed: credentials stay with the server that they were given for.',
    hint: 'Give the address that the message names as target, if you trust it.',
    example: 'http://git.example.org/a/b.git redirects to https://git.example.org/a/b.git',
  },
  'base-branch-missing': {
    kind: 'not-found',
    title: 'the target has no such base branch',
    cause: 'The branch given as base does not exist in the target, though others do.',
    hint: 'Check `--base` or `gitops.base`; the nearest names are shown.',
    example: "the target has no branch 'mian', did you mean 'main'?",
  },
  'base-checked-out': {
    kind: 'conflict',
    title: 'the base branch is checked out in the target',
    cause:
      'The target is a repository with a work tree, its base is checked out there, and Git refuses to move a branch below a work tree.',
    hint: 'Use a bare repository as target, check out another branch there, or set `git config receive.denyCurrentBranch updateInstead` in it.',
    example: 'main is checked out in /home/ana/harvester',
  },
  'target-locked': {
    kind: 'conflict',
    title: 'another process holds a lock in the target',
    cause: 'A lock file of Git exists: another process writes right now, or one was killed.',
    hint: 'Run it again. If the lock remains and no Git process runs in the target, remove the lock file named in the message.',
    example: "unable to create '/srv/git/harvester.git/refs/heads/main.lock': file exists",
  },
  'target-path-unsafe': {
    kind: 'invariant',
    title: 'a path would leave the target repository',
    cause:
      'A path to be written is absolute, has `..` or `.git` in it, or characters that file systems read differently.',
    hint: 'Change the name of the claim, category or root that the path comes from.',
    example: '"claims/../../etc/passwd" does not stay inside the target repository',
  },
  'target-symlink': {
    kind: 'invariant',
    title: 'a symlink is in the place of a file or folder',
    cause:
      'A path that is read or written goes through a symlink or submodule of the target, which could lead out of the repository.',
    hint: 'Replace it in the target with a plain file or folder.',
    example:
      'claims/infra/app-pvc/volumeclaim.yaml cannot be written: claims/infra in the target is a symlink, not a folder',
  },
  'target-file-not-text': {
    kind: 'input',
    title: 'a file of the target is not UTF-8 text',
    cause:
      'A file that has to be read (a claim, a kustomization, the registry) has bytes that are not UTF-8.',
    hint: 'Convert the file to UTF-8, or move it out of the way.',
    example: 'claims/registry.yaml in the target is not UTF-8 text',
  },
  'git-not-installed': {
    kind: 'config',
    title: 'the git command is missing',
    cause: 'Git is needed for every target that is a repository, and no `git` was found in PATH.',
    hint: 'Install Git 2.38 or later.',
    example: 'git was not found in PATH',
  },
  'git-timeout': {
    kind: 'unavailable',
    title: 'Git took too long',
    cause: 'A Git command passed its time limit; it was stopped and nothing was left half done.',
    hint: 'Run it again. If it fails again, check the network and the hooks of the target.',
    example: 'git push did not finish within 120 s',
  },
  'git-aborted': {
    kind: 'interrupted',
    title: 'the work with Git was interrupted',
    cause: 'The run was interrupted while a Git command was running.',
    hint: 'Run it again: the target is as it was, or the work is complete.',
    example: 'git fetch was interrupted',
  },
  'disk-full': {
    kind: 'unavailable',
    title: 'no space left on the disk',
    cause: 'The temporary folder or the target has no space left.',
    hint: 'Free some space and run it again.',
    example: 'no space left on device while git push was running',
  },
  'git-failed': {
    kind: 'internal',
    title: 'a Git command failed unexpectedly',
    cause: 'Git ended with an error that this tool does not know.',
    hint: "Read Git's own words in the message; report it when they do not help.",
    example: 'git fast-import failed (128): fatal: …',
  },
} as const satisfies Record<string, ErrorEntry>;
