/**
 * The client of GitHub with what it needs to be patient. In the built package this file holds these libraries (`gitops/bundle.js`): an author
 * installs none of them, and of the types of GitHub's API, which are nine tenths of their size, nothing is left.
 */
export async function loadOctokit() {
  const [{ Octokit }, { throttling }, { retry }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
  ]);
  return Octokit.plugin(throttling, retry);
}
