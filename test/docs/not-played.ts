/** What no test can play as it stands, with the reason. What calls `claims` is parsed all the same. */
export const NOT_PLAYED: readonly (readonly [RegExp, string])[] = [
  [/^npm (?:ci|start)$/, 'is how the checkout comes to be in which the tests run'],
  [/^ssh |github:|--repo |GITHUB_TOKEN/, 'asks GitHub'],
  [/https:\/\/|postgresql:\/\//, 'asks a server of somebody else'],
  [/kubectl|import cluster/, 'asks a cluster'],
  [
    /serve (?:collector|informer|registry)/,
    'runs until it is stopped: test/e2e/collector, test/e2e/informer',
  ],
  [
    /--from http|^curl .*127\.0\.0\.1/,
    'asks a service that was started a block before: test/docs, test/e2e/collector',
  ],
  [/^openssl |^printf /, 'makes the secrets of a service: test/e2e/collector'],
  [
    /^docker |^pulumi |^npm install/,
    'asks a registry of images or of packages, and an engine: test/e2e/deploy, test/e2e/pulumi',
  ],
  [/\| pulumi /, 'hands its output to an engine: test/cli/deploy'],
  [/--watch$|^claims demo$/, 'runs until it is stopped: test/e2e/command/watch-diff.test.ts, test/e2e/demo'],
];

/** Whether a line of the documentation cannot be played. */
export function isNotPlayed(line: string): boolean {
  return NOT_PLAYED.some(([pattern]) => pattern.test(line));
}
