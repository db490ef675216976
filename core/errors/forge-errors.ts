import { wordList } from '../text/word-list';
import { TOKEN_VARIABLES, WEB_FORGES } from '../config/forge-kinds';
import type { ErrorEntry } from './error-entry';

const TITLES = wordList(
  WEB_FORGES.map(({ title }) => title),
  'and',
);

/** What can go wrong with change requests, on any forge. */
export const FORGE_ERRORS = {
  'request-name-invalid': {
    kind: 'config',
    title: 'a project or group cannot be part of a branch name',
    cause:
      'The branch of a change request is made of project and group; Git allows only some characters in it.',
    hint: "Use lower-case letters, digits, '.', '_' and '-', and start with a letter or digit.",
    example: "project 'Team A' cannot be part of a branch name   // use 'team-a'",
  },
  'request-not-found': {
    kind: 'not-found',
    title: 'there is no open change request',
    cause:
      '`claims pr --show` shows open requests of this project, and the target has none: nothing was opened, or it is merged or closed.',
    hint: 'Check `gitops.project` and `--target`; `claims pr` opens one when there is something to change.',
    example: "project 'shop' has no open change request in /srv/git/harvester.git",
  },
  'request-foreign-commits': {
    kind: 'conflict',
    title: 'somebody else committed to the change request',
    cause:
      'The branch or ref of the request has a commit that this tool did not make, or one of ours was amended, or something other than a commit is there. It would be lost.',
    hint: 'Move the commit elsewhere (or into the program), or run again with `--take-over` to replace it. `claims pr --show` shows what is there.',
    example: 'claims/storage/all has 1 commit that is not ours: 3f1c2ab by Ana Lind <ana@example.org>',
  },
  'request-of-another-kind': {
    kind: 'conflict',
    title: 'a request of another kind uses this branch',
    cause:
      'The group (of an owner or category) has the name of a request that `claims delete`, `claims registry repair` or `claims rename-project` opened. No kind of request ever replaces another.',
    hint: 'Merge or close that request and remove its branch or ref, or rename the owner or category.',
    example: "claims/storage/registry-repair holds a request of kind 'repair', not one of kind 'claims'",
  },
  'request-race-lost': {
    kind: 'conflict',
    title: 'the target moved on during every attempt',
    cause: 'Base or request were changed by others each time between reading and writing.',
    hint: 'Run it again. If it fails again, look for another program that writes to the same branch.',
    example: 'gave up after 20 attempts: refs/heads/main was moved by somebody else',
  },
  'forge-token-missing': {
    kind: 'auth',
    title: 'there is no token for the forge',
    cause: `Change requests on ${TITLES} need a token, and the variable or file that should hold it is empty.`,
    hint: `Set the variable that \`gitops.forge.tokenEnv\` names (default ${TOKEN_VARIABLES}), or \`gitops.forge.tokenFile\`.`,
    example: 'GITHUB_TOKEN is not set, so no change request can be opened on api.github.com',
  },
  'forge-token-invalid': {
    kind: 'config',
    title: 'the token cannot be used',
    cause:
      'The variable or file that should hold the token of the forge holds something else: nothing, several lines, a key, a folder, or what no header can carry.',
    hint: 'Put only the token there, on one line.',
    example: "the token file 'token.txt' holds no token: there are several lines",
  },
  'forge-repository-unknown': {
    kind: 'config',
    title: 'it is not clear which repository of the forge the target is',
    cause: 'The target is a local path, or its address does not end in `owner/name`.',
    hint: 'Name it in `gitops.repository`, or use the address that the forge shows for cloning.',
    example: "'/srv/git/harvester.git' names no repository of api.github.com",
  },
  'forge-auth-failed': {
    kind: 'auth',
    title: 'the forge does not accept the token',
    cause: 'The token is wrong, expired or revoked, or belongs to another forge.',
    hint: 'Make a new one (docs/forges.md lists the permissions) and put it where `gitops.forge` says.',
    example: 'api.github.com does not accept the token (401)',
  },
  'forge-permission-missing': {
    kind: 'auth',
    title: 'the token may not do this',
    cause:
      'The token lacks a permission on the repository, or a rule of the organisation forbids the action.',
    hint: 'Give it the permission that the message names; docs/forges.md lists all that are needed.',
    example: 'api.github.com refuses POST /repos/{owner}/{repo}/pulls, the token needs pull_requests=write',
  },
  'forge-not-found': {
    kind: 'not-found',
    title: 'the forge does not know the repository or request',
    cause: 'It does not exist, or the token may not see it: forges do not tell these apart.',
    hint: 'Check `gitops.repository`, and that the token has access to this repository.',
    example: 'api.github.com finds nothing for GET /repos/{owner}/{repo}/pulls of acme/harvester',
  },
  'forge-rate-limited': {
    kind: 'unavailable',
    title: 'the rate limit of the forge asks for a longer pause than a run waits',
    cause: 'The rate limit is reached, by this or by other programs with the same token.',
    hint: 'Run it again after the time in the message; use a token of its own for each program.',
    example: 'api.github.com limits requests, try again in 1,800 s',
  },
  'forge-unavailable': {
    kind: 'unavailable',
    title: 'the forge does not answer',
    cause: 'The network, a proxy or the forge itself failed, several times in a row.',
    hint: 'Check `gitops.forge.apiUrl` and the status of the forge, then run it again: it goes on where it stopped.',
    example: 'api.github.com does not answer GET /repos/{owner}/{repo}/pulls: 502',
  },
  'forge-conflict': {
    kind: 'conflict',
    title: 'the forge refuses a change because something else changed',
    cause: 'Two programs, or a program and a person, changed the same thing at once.',
    hint: 'Run it again: it starts from what is there then.',
    example: 'api.github.com refuses PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge: conflict',
  },
  'forge-validation-failed': {
    kind: 'input',
    title: 'the forge refuses the content of a request',
    cause:
      'A value breaks a rule of the forge: a label that is too long, a reviewer who is not a collaborator, a branch rule.',
    hint: 'Change what the message names; labels, reviewers and assignees come from `gitops.request`.',
    example: 'api.github.com refuses POST /repos/{owner}/{repo}/pulls: body is too long',
  },
  'forge-answer-invalid': {
    kind: 'unavailable',
    title: 'the forge does not answer like its API',
    cause:
      'A proxy or login page answers in its place, `gitops.forge.apiUrl` is not the address of the API, or the forge is too old.',
    hint: 'Check `gitops.forge.apiUrl`: `https://api.github.com`, `https://<host>/api/v3` or `https://<host>/api/v1`.',
    example:
      'git.example.org answers GET /repos/{owner}/{repo}/pulls with something else than its API: number is missing',
  },
  'forge-answer-too-large': {
    kind: 'unavailable',
    title: 'an answer of the forge is too large',
    cause:
      'An answer, or all pages of a list together, is larger than any answer that a forge has a reason to send.',
    hint: 'Check that `gitops.forge.apiUrl` is the forge, and look for very many or very long requests and comments there.',
    example: 'git.example.org answers with more than 67,108,864 bytes',
  },
  'forge-redirected': {
    kind: 'config',
    title: 'the forge redirects a request to another server',
    cause:
      'The token is sent only to the server that it was given for, and a redirect would send it to another one. Redirects within the server are followed, five at most.',
    hint: 'Set `gitops.forge.apiUrl` and `gitops.repository` to the addresses that the forge uses now.',
    example: 'git.example.org redirects GET to login.example.org, where the token does not belong',
  },
  'forge-token-foreign': {
    kind: 'config',
    title: 'the token was given for another forge',
    cause:
      '`GITHUB_TOKEN` is the token of the server that `GITHUB_API_URL` names, and without that variable of a GitHub.',
    hint: 'Put the token for this forge into a variable of its own and name that in `gitops.forge.tokenEnv`.',
    example: 'GITHUB_TOKEN is for api.github.com and is not sent to git.example.org',
  },
  'request-not-mergeable': {
    kind: 'policy',
    title: 'the forge does not let the request be merged',
    cause:
      'A rule of the branch is not met (reviews, checks), the request is a draft, or no way of merging is allowed.',
    hint: 'Meet the rule that the message names, or let the forge merge it later: `gitops.request.autoMerge`.',
    example: '#12 cannot be merged: at least 1 approving review is required',
  },
  'acknowledgement-missing': {
    kind: 'policy',
    title: 'a removal, a replacement or a move to another build is not acknowledged',
    cause:
      'Removing or replacing a claim deletes an object in the cluster and may delete data, so a person has to name the claim. A move to a folder that another Flux Kustomization or Argo CD Application builds may do so too: the one of the old folder may prune the object before the other creates it again; `kustomize.toolkit.fluxcd.io/prune: disabled` on the object, merged first, keeps it.',
    hint: 'Pass `--acknowledge <category/name>`, or let somebody who may write to the target put the label that the message shows on the change request. A line in the description or in a comment does not count, because anybody can write one.',
    example: 'claims pr --acknowledge infra/shop-db',
  },
} as const satisfies Record<string, ErrorEntry>;
