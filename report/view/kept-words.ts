import type { KeptFile } from '../../core/plan';

/** Why a file is kept: in a few words below its path, and as a sentence. */
interface KeptWords {
  readonly brief: string;
  readonly sentence: string;
}

/** The words for each reason. */
export const KEPT_WORDS = {
  'hand-edited': {
    brief: 'edited by hand',
    sentence: 'A person changed this file since it was written; it stays as it is.',
  },
  'not-ours': {
    brief: 'not written by this project',
    sentence: 'This file was not written by this project; it stays as it is.',
  },
  'hand-edited-removal': {
    brief: 'edited by hand, so the removal was left out',
    sentence:
      'The program no longer declares this file, but a person changed it since it was written; it stays as it is.',
  },
  'used-by-others': {
    brief: "not written by this project and used in the claim's folder, so the claim stays there",
    sentence:
      "This file was not written by this project, and the claim's kustomization uses it; the claim stays where it is.",
  },
  unreadable: {
    brief: 'cannot be read, so its effect on the cluster is not known',
    sentence: 'This file cannot be read, so its effect on the cluster is not known; it stays as it is.',
  },
} as const satisfies Readonly<Record<KeptFile['reason'], KeptWords>>;
