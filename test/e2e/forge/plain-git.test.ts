import { forgeContract } from '../../contract/forge-contract';
import { plainWorld } from '../../contract/plain-world';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

forgeContract('plain Git', plainWorld);
