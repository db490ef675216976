import type { ErrorEntry } from './error-entry';

/** What can go wrong where statuses are collected. */
export const COLLECTOR_ERRORS = {
  'store-full': {
    kind: 'unavailable',
    title: 'the store of the collector is full',
    cause: 'The disk of the store has no room left. Nothing of the request was stored.',
    hint: 'Make room on the disk of COLLECTOR_STATE_DIR, or enlarge the volume. The collector continues automatically.',
    example: 'the store is full: database or disk is full',
  },
  'store-unavailable': {
    kind: 'unavailable',
    title: 'the store of the collector does not answer',
    cause:
      'The database cannot be reached, or it is not known whether a request was stored. It is safe to send the request again.',
    hint: 'Look at the database that COLLECTOR_DATABASE_URL or COLLECTOR_STATE_DIR names, and send the request again.',
    example: 'the store does not answer: connection terminated unexpectedly',
  },
  'store-in-use': {
    kind: 'config',
    title: 'another process uses the store',
    cause: 'The SQLite store is for one collector: another one has the file open.',
    hint: 'Stop the other collector, set another COLLECTOR_STATE_DIR, or use PostgreSQL (COLLECTOR_DATABASE_URL) for several replicas.',
    example: 'collector-state/status.db is used by another process',
  },
  'store-unreadable': {
    kind: 'config',
    title: 'the store of the collector cannot be opened',
    cause:
      'The folder cannot be written, the file is not a database, the URL of the database or its user is wrong, or the store was made by a newer version.',
    hint: 'Correct COLLECTOR_DATABASE_URL, or look at the rights of COLLECTOR_STATE_DIR. A database of a newer version needs that version; keep a copy before you remove the file.',
    example: 'collector-state/status.db cannot be opened: file is not a database',
  },
  'report-invalid': {
    kind: 'input',
    title: 'a report has fields that are wrong',
    cause:
      'A typed report, a batch, a session or a digest does not have the form that the collector accepts.',
    hint: 'Compare it with /openapi.json of the collector. Nothing of the request was stored.',
    example: 'reports[3].ready.status must be one of True, False, Unknown',
  },
  'report-refused': {
    kind: 'conflict',
    title: 'the session of a report is not valid',
    cause:
      'The collector does not know the epoch, another session reports these kinds now, or the report has no session although a session reports the claim.',
    hint: 'Open a session with POST /api/v1/sessions and send a digest. A session that lost its lease is on standby (`standby: true`).',
    example: 'the session was superseded by another one',
  },
  'reporter-unknown': {
    kind: 'auth',
    title: 'a request has no token that the collector knows',
    cause:
      'The collector has tokens (COLLECTOR_TOKENS, COLLECTOR_TOKEN_REVIEW), and the request has none of them.',
    hint: 'Send `Authorization: Bearer <token>` with the token of the cluster.',
    example: 'the request has no token of a cluster',
  },
  'reporter-of-other-cluster': {
    kind: 'policy',
    title: 'a token is for another cluster',
    cause: 'A token is bound to one cluster; it may report about that cluster alone.',
    hint: 'Send the token of the cluster that the report is about, or correct CLUSTER_NAME of the informer.',
    example: "the token is not for cluster 'prod-us'",
  },
  'token-review-unavailable': {
    kind: 'unavailable',
    title: 'the API server cannot check a token',
    cause:
      'COLLECTOR_TOKEN_REVIEW is set, and the API server of that cluster cannot be reached, does not let the collector create TokenReviews, or too many tokens came at once.',
    hint: 'Give the ServiceAccount of the collector the verb create on tokenreviews (authentication.k8s.io), and look whether its network policy lets it reach the API server.',
    example: 'the token could not be checked: the API server answers 403',
  },
  'cluster-unreachable': {
    kind: 'unavailable',
    title: 'a cluster does not answer',
    cause:
      'The context of the kubeconfig is wrong, its credentials are refused, or its API server cannot be reached.',
    hint: 'Try `kubectl version --context <context>`.',
    example: 'context prod-eu does not answer: error: context "prod-eu" does not exist',
  },
  'cluster-right-missing': {
    kind: 'auth',
    title: 'a right to deploy is missing',
    cause: 'The API server of the cluster refuses the verb for one of the objects.',
    hint: 'Ask for the rights that the message names, or deploy as somebody who has them.',
    example: 'context prod-eu may not create clusterroles.rbac.authorization.k8s.io',
  },
  'deployment-open': {
    kind: 'policy',
    isWarning: true,
    title: 'a deployment is more open than needed',
    cause: 'The configuration does not limit addresses, or allows more rights or connections than needed.',
    hint: 'Set what the message names. If it is intended, nothing has to be done.',
    example: 'hub.network.forgeCidrs is not set: the collector may reach every address on port 443',
  },
  'deployment-without': {
    kind: 'config',
    isWarning: true,
    title: 'an optional part is not deployed',
    cause: 'The configuration switches off, or does not set, something that most people use.',
    hint: 'Set what the message names. If it is intended, nothing has to be done.',
    example: 'clusters.prod-eu.cause is off: statuses will not tell why a claim is not ready',
  },
  'registry-missing': {
    kind: 'not-found',
    title: 'there is no registry to write statuses to',
    cause:
      'REGISTRY_FILE_PATH names no file of the base branch. The collector never creates one: a registry lists what a program declares.',
    hint: 'Correct REGISTRY_FILE_PATH or REGISTRY_BASE_BRANCH, or merge the change request that brings the registry.',
    example: 'claims/registry.yaml is not there on main, nothing is written',
  },
  'registry-empty': {
    kind: 'invariant',
    title: 'the registry has no entries',
    cause:
      'The file is empty, or only comments are in it. It may have been emptied by mistake, so nothing is written to it.',
    hint: 'Look at the history of the file. Statuses are written again once it has entries.',
    example: 'claims/registry.yaml has no entries, nothing is written to it',
  },
  'registry-collapsed': {
    kind: 'invariant',
    title: 'a change would remove many entries',
    cause:
      'More than 10 entries and more than a fifth of all would be removed. An update of statuses never removes entries.',
    hint: 'Look at the file in the base branch. With REGISTRY_FORCE=1 it is still written.',
    example: 'claims/registry.yaml would lose 40 of 60 entries, nothing is written to it',
  },
  'leader-deposed': {
    kind: 'conflict',
    title: 'another collector leads',
    cause: 'The open request was written in a later term: this collector lost the lead while it worked.',
    hint: 'Nothing has to be done: the collector that leads writes.',
    example: 'another collector leads in term 1795770000001, this one led in 1795770000000',
  },
  'collector-unreachable': {
    kind: 'unavailable',
    title: 'the informer cannot report to the collector',
    cause:
      'The collector does not answer, or answers that it cannot take reports now. The informer keeps the latest report of every claim and sends it later.',
    hint: 'Look at COLLECTOR_URL of the informer, and at the log and /readyz of the collector.',
    example: 'the collector does not answer: connect ECONNREFUSED 10.0.0.7:8095',
  },
  'collector-refuses-informer': {
    kind: 'auth',
    title: 'the collector refuses the token of the informer',
    cause: 'The token is missing, is not known to the collector, or is that of another cluster.',
    hint: 'Put the token of the cluster into the file that COLLECTOR_TOKEN_FILE names; the informer reads it again automatically. CLUSTER_NAME must be the cluster of the token.',
    example: 'it answered 401: the request has no token of a cluster',
  },
  'address-in-use': {
    kind: 'config',
    title: 'a service cannot listen on its address',
    cause: 'Another process has the port, the user may not take it, or the machine has no such address.',
    hint: 'Choose another port or address, such as `--port 8096`, or stop the process that listens there.',
    example: '127.0.0.1:8095 cannot be listened on: another process listens there',
  },
  'cluster-config-invalid': {
    kind: 'config',
    title: 'the connection to the cluster is not configured correctly',
    cause:
      'There is neither a service account of a pod nor a kubeconfig, or the kubeconfig cannot be read, refers to an entry that it does not have, or has credentials that cannot be used.',
    hint: 'Set KUBECONFIG to a file that `kubectl config view --minify` reads, or give the pod a service account.',
    example: "/home/me/.kube/config: there is no context 'prod', which is the current one",
  },
  'registry-not-found': {
    kind: 'not-found',
    title: 'the source has no registry',
    cause:
      'There is no such file, branch or repository, or the token may not see it: forges answer 404 then.',
    hint: 'Check CLAIMS_REGISTRY_SOURCE, or REGISTRY_REPO, REGISTRY_BRANCH and REGISTRY_PATH, and the token. The last good registry is still served.',
    example:
      'unexpected status 404 from https://raw.githubusercontent.com/acme/harvester/main/claims/registry.yaml',
  },
  'registry-unavailable': {
    kind: 'unavailable',
    title: 'the source of the registry does not answer',
    cause:
      'The server is away, slow, answers with an error, or sends to another server, which would get the token.',
    hint: 'Look at the address and the network. It is read again automatically; the last good registry is still served.',
    example: 'raw.githubusercontent.com does not answer: ECONNREFUSED',
  },
  'registry-too-large': {
    kind: 'input',
    title: 'the registry is too large',
    cause: 'A registry has at most 64 MiB, some 200,000 claims.',
    hint: 'Check whether the path names the registry. The last good registry is still served.',
    example: 'main:claims/registry.yaml has more than 64 MiB',
  },
  'webhook-refused': {
    kind: 'auth',
    title: 'a webhook is not signed with the secret',
    cause: 'The signature is missing, is made with another secret, or the body was changed on its way.',
    hint: 'Set the same secret in the forge and in REGISTRY_WEBHOOK_SECRET.',
    example: 'the signature does not match the secret',
  },
} as const satisfies Record<string, ErrorEntry>;
