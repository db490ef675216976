import type { ForgeKind } from './forge-kinds';

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

/** How change requests look, with defaults. */
export interface RequestConfig {
  readonly group: 'all' | 'category' | 'owner';
  readonly title?: string;
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  readonly assignees: readonly string[];
  readonly draft: boolean;
  readonly autoMerge: boolean;
}

/** What every command works with: flag over environment over `cdk8s.yaml` over default. Frozen. */
export interface ResolvedConfig {
  /** Undefined: plan against nothing. */
  readonly target?: string;
  readonly base: string;
  readonly root: string;
  readonly project: string;
  readonly repository?: string;
  readonly webUrl: string;
  /** `createdBy` of new registry entries. Undefined: whoever orders them. */
  readonly actor?: string;
  /** Undefined: Git's own configuration decides. */
  readonly author?: { readonly name: string; readonly email: string };
  readonly catalog: {
    readonly owner: string;
    readonly lifecycle: string;
    readonly type: string;
    readonly tags: readonly string[];
  };
  readonly forge: ForgeConfig;
  readonly request: RequestConfig;
  /** Undefined: no program is configured. */
  readonly app?: string;
  /** Folder that `synth` writes to. */
  readonly output: string;
  /** Seconds that the program may take. */
  readonly timeLimit: number;
  /** The tsconfig that the types of the program are checked with, relative to the project. Undefined: they are not. */
  readonly typeCheck?: string;
}
