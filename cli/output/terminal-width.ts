/** What tells how wide a stream is. */
export interface WideStream {
  readonly columns?: number;
  readonly isTTY?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Width of a terminal, else COLUMNS, else 80: for help, which is text to read wherever it goes. */
export function terminalWidth(stream: WideStream, env: Environment): number {
  const said = Number(env['COLUMNS']);
  return widthOf(stream) ?? (Number.isInteger(said) && said >= 20 ? said : 80);
}

/** Width for results and messages: without a terminal nothing is wrapped, cut or left out, whatever COLUMNS says. */
export function outputWidth(stream: WideStream, env: Environment): number {
  return widthOf(stream) ?? (stream.isTTY === true ? terminalWidth(stream, env) : Infinity);
}

/** A terminal in a container often says that it has 0 columns. */
function widthOf({ columns = 0 }: WideStream): number | undefined {
  return columns > 0 ? columns : undefined;
}
