import { forgeContract } from './forge-contract';
import { plainWorld } from './plain-world';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

forgeContract('plain Git', plainWorld);
