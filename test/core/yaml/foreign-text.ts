/** Line breaks that kustomize has beside LF and CRLF, by their name. */
export const FOREIGN_BREAKS = { CR: '\r', NEL: '\x85', LS: '\u2028', PS: '\u2029' } as const;

/** What kustomize refuses wherever it stands. */
export const CONTROLS = ['\0', '\x01', '\x0b', '\x0c', '\x1b', '\x7f', '\x9f', '\ufffe', '\uffff'] as const;

/** Texts with such a character may be refused; others have to be read. */
export const FOREIGN_CHARACTER =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)|(?!^)\ufeff/;
