import { forgeContract } from './forge-contract';
import { githubWorld } from './github-world';

forgeContract('GitHub, commits by push', (files) => githubWorld(files));
forgeContract('GitHub, commits through the API', (files) => githubWorld(files, { commits: 'api' }));
