import { collectorProgram } from '../collector-program';

/** One hub and its clusters, from the configuration of the stack. */
export = collectorProgram;
