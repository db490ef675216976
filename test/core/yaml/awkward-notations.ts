/** Lines below `spec:`, and further documents: notations rather than values. */
export const AWKWARD_BLOCKS: readonly string[] = [
  ...[
    'v:',
    'v:\n  ? a\n  ? b',
    'v: !!set\n  ? a',
    'v:\n  -\n  -',
    'v:\n-\n- a:',
    'v: &x\nw: *x',
    'v: &x\nw: [*x]',
  ],
  ...[
    'v: {a: ,b: }',
    'v:\n  a: !!null',
    'v: &x {a: }\nw:\n  <<: *x',
    'w: &x\n  a:\nv: [*x]',
    'v: !!str\n  a',
  ],
  ...['v:\n  NO: 1\n  on: 2', 'v:\n  5: 1', 'v:\n  2026-01-02: 1', 'v:\n  a: 1\n  "a": 2', 'v:\n  "<<": 1'],
  ...[
    'v: a\n\t\nw: b',
    'v: "a"\n\t\nw: b',
    'v:\n  - a\n  \t\n  - b',
    'v:\n\t# c\n  a: b',
    'v:\ta',
    'v: a\t# c',
  ],
  ...[
    'v:\t\n  a: 1',
    '-\ta',
    'v:\n  -\ta: 1\n    b: 2',
    'v:\n  - \ta',
    'v: |\n  a\n\t\n  b',
    'v: |\n  a\n  \t\n  b',
  ],
  ...['v: a\n  b\n  \t\n  c', 'v: |\n  \ta\n  b', 'v: |4\n    \ta', 'v: [a, # c\n  b]', 'v: [a,\n  b\n]'],
  ...[
    'v: >\n  a\n  b\n\n  c\n    d\n  e',
    'v: >\n\n  a\n   b\n  c\n\n\n  d',
    'v: >-\n   \n   a\n\n     b\n   c',
  ],
  ...[
    'v: >+\n  a\n\n\nw: 1',
    'v: >\n  a\n\n\n  b',
    'v: >\n  a\n  \tb\n  c',
    'v: >\n  a \n  b  \n  c',
    'v: >\n    a\n  \n    b',
  ],
  ...[
    'v: >2\n   a\n  b\n  c\n\n\n  d',
    'v: >\n  a\n\n    b\n\n  c',
    'v: >\n\nw: 1',
    'v: >\n  \u{1f680}\n\n    b',
    'v: >+\n\n\nw: 1',
  ],
  ...[
    'v: |2\n   a\n  b',
    'v: |+\n  a\n\n\nw: 1',
    'v: |-\n  a\n\n\nw: 1',
    'v: |\n\n  a',
    'v: |\n  # a\n  b\n# c',
    'v: |1\n a',
  ],
  ...[
    'v: |',
    'v: |+\n\nw: 1',
    'v: |\n   \nw: 1',
    'v: |\n  x\n # c\nw: 1',
    'v:\n  - |\n    a\n  - >\n    b\n\n      c',
  ],
  ...[
    'v: a\n  b\n\n  c',
    'v: "a\n  b\\\n  c\n\n  d"',
    "v: 'a\n  b\n\n  c'",
    'v: a # c\n  b',
    'v:\n  a\n  b',
    'v:\n  # c\n  a # d',
  ],
  ...[
    'v: [\n  a\n]',
    '"v" : 1',
    "'v': 1",
    '? v\n: 1',
    '? v\n:\n  a: 1',
    '? |\n  v\n: 1',
    'v:\n- a\n- - b\n  - c\n- d: 1\n  e: 2',
  ],
  ...[
    'v: - a',
    'v: a: b',
    'v:\n  - a: 1\n   b: 2',
    'v:\n a: 1\n  b: 2',
    'v: 1\n w: 2',
    'a b: 1',
    '- : 1',
    'v: {a: "x\n   y"}',
  ],
  ...[
    'v: {\n  # c\n  a: 1 # d\n  , b: 2}',
    'v: [a]b',
    'v: {a: 1} b',
    'v: "a"b',
    'v: "x"# c',
    'v: &a# 1',
    'v:\n# c\n    - a',
  ],
  ...[
    'v: &a\n  b: 1\nw: *a',
    'v: &a\n- b\nw: *a',
    '&a v: 1\nw: *a',
    'v: &a !!map\n  b: 1',
    'v: *a',
    'v: 1\n  # c\n\n\nw: 1 #c',
  ],
  ...[
    'v: &a {b: 1}\nw:\n  <<: *a\n  b: 2',
    'v: &a {b: 1}\nw:\n  b: 2\n  <<: *a',
    `v: ${'x y '.repeat(60)}`,
    `v: "${'x y '.repeat(60)}"`,
  ],
  ...[
    `v: >\n  ${'x y '.repeat(60)}\n  z`,
    `${'x'.repeat(1100)}: 1`,
    'v: a\n  - b',
    'v: {a: x\n   y}',
    'v: %a',
    '%a: 1',
  ],
];

/** What stands behind a whole manifest: markers, directives, further documents. */
export const AWKWARD_ENDS: readonly string[] = [
  ...[
    '...\n',
    '...\n# c\n',
    '...\n---\n',
    '---',
    '--- # x\n',
    '---\n',
    '---\n---\n',
    '---\n\n---\n',
    '---x: 1\n',
  ],
  ...[
    '--- {a: 1}\n',
    '--- |\n a\n',
    '---\nnull\n',
    '---\n~\n',
    '--- \t\n',
    '%a\n',
    '%YAML 1.1\n---\n',
    '---\n# c\n',
  ],
];

/** What is built although we refuse it. Everything else that is refused here is refused there. */
export const REFUSED_BY_US_ALONE: readonly RegExp[] = [
  // A key that it loses without a word.
  /"<<": 1/,
  // Text to some readers of YAML, a key without a value to others.
  /\[\?a\]|:[\],}]/,
  // Comments without a blank in front of them.
  /"# c/,
  // A directive behind the content, which it takes for a part of it.
  /v: 1\n%YAML/,
];
