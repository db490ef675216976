import { forgeContract } from '../../contract/forge-contract';
import { githubWorld } from '../../contract/github-world';

forgeContract('GitHub, commits by push', (files) => githubWorld(files));
