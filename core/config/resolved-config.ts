import type { ForgeKind } from './forge-kinds';
import type { ValuesOf } from './setting-row';
import type { SETTINGS } from './settings';

type Values = ValuesOf<typeof SETTINGS>;
type GitopsValues = Values['gitops'];

/** Where change requests are opened, with defaults. */
export interface ForgeConfig {
  readonly type: ForgeKind;
  /** Undefined for `git`. */
  readonly apiUrl?: string;
  /** Environment variable that holds the token. Undefined for `git` and when `tokenFile` is set. */
  readonly tokenEnv?: string;
  readonly tokenFile?: string;
  /** How commits get there. Undefined for `git`. */
  readonly commits?: 'push' | 'api';
}

/**
 * What every command works with: flag over environment over `cdk8s.yaml` over default. Frozen. Settings of `gitops` stand beside
 * those of cdk8s; what each is, the table of settings says.
 */
export interface ResolvedConfig extends Omit<Values, 'gitops'>, Omit<GitopsValues, 'forge' | 'typeCheck'> {
  readonly project: string;
  readonly forge: ForgeConfig;
  /** The tsconfig that the types of the program are checked with, relative to the project. Undefined: they are not. */
  readonly typeCheck?: string;
}
