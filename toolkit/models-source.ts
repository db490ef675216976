import type { ModelsDocument } from '../core/models-document';

/** The claims of a program: at hand, or made when the action gets to them. */
export type ModelsSource = ModelsDocument | (() => Promise<ModelsDocument>);

/** The claims themselves. */
export async function modelsOf(source: ModelsSource): Promise<ModelsDocument> {
  return typeof source === 'function' ? source() : source;
}
