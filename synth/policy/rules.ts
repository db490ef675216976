import type { Rule } from './rule';
import { findSecretLiterals } from './secret-literals';

/** Every rule that is checked; a new one is a line here. */
export const RULES: readonly Rule[] = [{ onCreate: findSecretLiterals }];
