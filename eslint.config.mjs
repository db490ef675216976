import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const HOUSE_SYNTAX = [
  { selector: 'TSEnumDeclaration', message: 'use a union of string literals' },
  { selector: 'ExportDefaultDeclaration', message: 'use named exports' },
  { selector: "CallExpression[callee.property.name='forEach']", message: 'use for … of' },
];

const house = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  curly: ['error', 'multi-line'],
  'no-restricted-syntax': ['error', ...HOUSE_SYNTAX],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'node_modules/',
      'imports/',
      'test/golden/',
      'test/fixtures/**/*.js',
      '**/broken-*',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: house,
  },
  {
    // Nothing foreign may make us slow. test/architecture/expressions times what these two rules cannot see.
    files: ['**/*.ts', '**/*.js'],
    ignores: ['test/**'],
    plugins: { regexp },
    rules: {
      'no-restricted-syntax': [
        'error',
        ...HOUSE_SYNTAX,
        {
          // It hides a secret from whatever prints an object; everything else is `private`.
          selector: 'MethodDefinition > PrivateIdentifier.key',
          message: 'write private; # is for fields that hold secrets',
        },
      ],
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    // The code of a command is loaded when it runs, see `CommandSpec.load`.
    files: [
      'cli/main.ts',
      'cli/run-cli.ts',
      'cli/commands/**/command.ts',
      'cli/commands/serve-*/run.ts',
      'cli/originals/*.ts',
      'collector/serve-main.ts',
    ],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
