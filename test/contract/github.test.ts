import { forgeContract } from './forge-contract';
import { githubWorld } from './github-world';

// Commits by push run the same contract in test/e2e/forge: real Git over HTTP takes its time.
forgeContract('GitHub, commits through the API', (files) => githubWorld(files, { commits: 'api' }));
