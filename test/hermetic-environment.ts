/**
 * Runs before every test file: no user's Git configuration, identity, credentials or locale, and no variable of
 * a CI system or of the npm that runs the tests reaches a test.
 */
for (const name of Object.keys(process.env)) {
  if (
    /^(npm_|GIT_|PULUMI_|GH_|GITHUB_|GITEA_|FORGEJO_|GITLAB_|CI_|BITBUCKET_|BUILD_|BUILDKITE_|CIRCLE_|DRONE_|CLAIMS_(?!SOAK|CORPUS|TOOL_)|SOURCE_DATE_EPOCH|CDK8S_|EDITOR|VISUAL|PAGER|NO_COLOR|FORCE_COLOR)/.test(
      name,
    )
  ) {
    delete process.env[name];
  }
}
Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Test Author',
  GIT_AUTHOR_EMAIL: 'author@example.test',
  GIT_COMMITTER_NAME: 'Test Author',
  GIT_COMMITTER_EMAIL: 'author@example.test',
  // Nothing is left in the user's cache.
  CLAIMS_CACHE: 'off',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
});
