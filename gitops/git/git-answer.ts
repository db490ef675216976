/** What a Git command left. */
export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** Without credentials. */
  readonly stderr: string;
}
