import { isVariableName } from '../../synth/source/identifier';

/** Hands out the names of one module: each once, and none that means something else there. */
export class ModuleNames {
  private readonly taken = new Set(['claims']);

  /** The name of a class: the kind with a capital letter. */
  forClass(kind: string): string {
    const plain = kind.replace(/[^A-Za-z0-9]+/g, '');
    const name = `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
    return this.take(isVariableName(name) ? name : `Kind${name}`);
  }

  /** A name that is not taken, as near to the given one as it can be. */
  take(name: string): string {
    let free = name;
    for (let count = 2; this.taken.has(free); count += 1) free = `${name}${count}`;
    this.taken.add(free);
    return free;
  }
}
