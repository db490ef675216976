import type { ErrorEntry } from './error-entry';

/** What can go wrong where statuses are collected. */
export const COLLECTOR_ERRORS = {
  'store-full': {
    kind: 'unavailable',
    title: 'the store of the collector is full',
    cause: 'The disk of the store has no room left. Nothing of the request was kept.',
    hint: 'Make room on the disk of COLLECTOR_STATE_DIR, or enlarge the volume. The collector goes on by itself.',
    example: 'the store is full: database or disk is full',
  },
  'store-unavailable': {
    kind: 'unavailable',
    title: 'the store of the collector does not answer',
    cause:
      'The database cannot be reached, or it is not known whether a request was kept. Sending it again changes nothing twice.',
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
    cause: 'The folder cannot be written, the file is no database, or it was made by a newer version.',
    hint: 'Look at the rights of COLLECTOR_STATE_DIR. A database of a newer version needs that version; keep a copy before you remove the file.',
    example: 'collector-state/status.db cannot be opened: file is not a database',
  },
  'report-invalid': {
    kind: 'input',
    title: 'a report has fields that are wrong',
    cause: 'A typed report, a batch, a session or a digest does not have the form that the collector takes.',
    hint: 'Compare it with /openapi.json of the collector. Nothing of the request was kept.',
    example: 'reports[3].ready.status must be one of True, False, Unknown',
  },
  'report-refused': {
    kind: 'conflict',
    title: 'the session of a report does not count',
    cause:
      'The collector does not know the epoch, another session reports these kinds now, or the report has no session where one reports the claim.',
    hint: 'Open a session with POST /api/v1/sessions and send a digest. One whose lease was taken over stands by (`standby: true`).',
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
    title: 'the API server does not say whose token it is',
    cause:
      'COLLECTOR_TOKEN_REVIEW is set, and the API server of that cluster cannot be reached, does not let the collector create TokenReviews, or too many tokens came at once.',
    hint: 'Give the ServiceAccount of the collector the verb create on tokenreviews (authentication.k8s.io), and look whether its network policy lets it reach the API server.',
    example: 'it is not known whose token it is: the API server answers 403',
  },
  'address-in-use': {
    kind: 'config',
    title: 'a service cannot listen on its address',
    cause: 'Another process has the port, the user may not take it, or the machine has no such address.',
    hint: 'Choose another port or address, as `--port 8096`, or stop what listens there.',
    example: '127.0.0.1:8095 cannot be listened on: another process listens there',
  },
  'registry-not-found': {
    kind: 'not-found',
    title: 'the source has no registry',
    cause:
      'There is no such file, branch or repository, or the token may not see it: forges answer 404 then.',
    hint: 'Check CLAIMS_REGISTRY_SOURCE, or REGISTRY_REPO, REGISTRY_BRANCH and REGISTRY_PATH, and the token. What was read before is served on.',
    example:
      'unexpected status 404 from https://raw.githubusercontent.com/acme/harvester/main/claims/registry.yaml',
  },
  'registry-unavailable': {
    kind: 'unavailable',
    title: 'the source of the registry does not answer',
    cause:
      'The server is away, slow, answers with an error, or sends to another server, which would get the token.',
    hint: 'Look at the address and the network. It is tried again by itself; what was read before is served on.',
    example: 'raw.githubusercontent.com does not answer: ECONNREFUSED',
  },
  'registry-too-large': {
    kind: 'input',
    title: 'the registry is larger than what is read',
    cause: 'A registry has at most 64 MiB, some 200,000 claims.',
    hint: 'Look whether the path names the registry. What was read before is served on.',
    example: 'main:claims/registry.yaml has more than 64 MiB',
  },
  'webhook-refused': {
    kind: 'auth',
    title: 'a webhook is not signed with the secret',
    cause: 'The signature is missing, is made with another secret, or the body was changed on its way.',
    hint: 'Set the same secret in the forge and in REGISTRY_WEBHOOK_SECRET.',
    example: 'the signature is not that of the secret',
  },
} as const satisfies Record<string, ErrorEntry>;
