/** Whether a command runs TypeScript by Node alone (type stripping), which finds files by their own names only. */
export function runsTypeScriptAsItIs(command: string): boolean {
  return /^\s*node\s(?!.*(?:ts-node|tsx|swc|--import|--loader|(?:^|\s)-r\s|--require)).*\.[mc]?ts\b/.test(
    command,
  );
}
