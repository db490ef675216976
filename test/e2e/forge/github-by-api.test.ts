import { forgeContract } from '../../contract/forge-contract';
import { githubWorld } from '../../contract/github-world';

forgeContract('GitHub, commits through the API', (files) => githubWorld(files, { commits: 'api' }));
