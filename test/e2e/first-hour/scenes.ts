import type { ReaderWorld } from './reader-world';

/** What is different from "run in the project, ends with 0" when a block of the documentation is played. */
export interface Scene {
  /** Folder that the reader is in; the project where there is none. */
  readonly folder?: 'above';
  /** What the page takes for granted, done before a line, by its text. */
  readonly before?: Readonly<Record<string, (world: ReaderWorld) => void>>;
  /** Exit codes other than 0, by line, each with its reason. */
  readonly exits?: Readonly<Record<string, readonly [number, string]>>;
  /** What the reader looks for in the output, by line. */
  readonly shows?: Readonly<Record<string, string>>;
}

/** Blocks of the documentation in the order in which they are played: each finds what those before it left, as a reader does. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'docs/commands.md#claims init [dir]': {
    folder: 'above',
    before: {
      'claims init my-claims --target ../harvester': (world) => {
        world.remove('my-claims');
      },
      'claims init my-claims --from ../harvester': (world) => {
        world.remove('my-claims');
      },
    },
  },
  'docs/commands.md#claims adopt <repo>': {
    folder: 'above',
    before: {
      'claims adopt ../harvester --out my-claims': (world) => {
        world.remove('my-claims');
      },
      'claims adopt ../harvester --out my-claims --split --include-orphans': (world) => {
        world.remove('my-claims');
      },
      'claims adopt ../home --root kubernetes/apps --kinds HelmRelease.helm.toolkit.fluxcd.io': (world) => {
        world.remove('my-claims');
      },
    },
  },
  'docs/commands.md#claims import [source...]': {},
  'docs/types.md#': {},
  'docs/types.md#Explained': {},
  'docs/commands.md#claims synth': {},
  'docs/commands.md#claims diff [category/name...]': {
    exits: { 'claims diff --exit-code --quiet': [3, 'there are differences'] },
    shows: { 'claims diff infra/app-data': '+ added infra/app-data' },
  },
  'docs/commands.md#claims pr': {
    before: {
      'claims pr --overwrite infra/app-pvc': (world) => {
        world.editByHand('claims/infra/app-pvc/volumeclaim.yaml', '20Gi', '25Gi');
        world.declare({ 'app-data': '10Gi', 'app-pvc': '30Gi' });
      },
      'claims pr --merge-edits infra/app-pvc': (world) => {
        world.editByHand('claims/infra/app-pvc/volumeclaim.yaml', '25Gi', '20Gi');
        world.editByHand(
          'claims/infra/app-pvc/volumeclaim.yaml',
          'spec:',
          '  labels:\n    team: data\nspec:',
        );
      },
      'claims pr --acknowledge infra/app-pvc': (world) => {
        world.editByHand('claims/infra/app-pvc/volumeclaim.yaml', '  labels:\n    team: data\n', '');
        world.declare({ 'app-data': '10Gi' });
      },
    },
    shows: {
      'claims pr': 'change request opened',
      'claims pr --show': 'added infra/app-pvc',
      'claims pr --merge': 'change request merged',
      'claims pr --overwrite infra/app-pvc': '~ changed infra/app-pvc',
      'claims pr --merge-edits infra/app-pvc': '~ changed infra/app-pvc',
      'claims pr --acknowledge infra/app-pvc': '- removed infra/app-pvc',
    },
  },
  'docs/commands.md#claims status [category/name...]': {
    shows: { 'claims status': 'not reported infra/app-pvc', 'claims status --status error': 'error infra/b' },
  },
  'docs/status.md#See it': {},
  'docs/commands.md#claims delete <category/name...>': {
    shows: {
      'claims delete cli/hacky': '- removed cli/hacky',
      'claims delete infra/a infra/b --merge': 'change request merged',
    },
  },
  'docs/commands.md#claims list': { shows: { 'claims list --program': 'main.ts:5' } },
  'docs/commands.md#claims registry verify': {},
  'docs/commands.md#claims registry repair': {
    before: {
      'claims registry repair --target ../harvester --dry-run': (world) => {
        world.leaveOrphan('infra/left');
      },
    },
    exits: { 'claims registry repair --target ../harvester --dry-run': [4, 'an orphan needs a decision'] },
    shows: { 'claims registry repair --orphans=remove': 'change request opened' },
  },
  'docs/commands.md#claims rename-project <old>': {
    before: {
      'claims rename-project shop': (world) => {
        world.renameProject('store');
      },
    },
  },
  'docs/commands.md#claims deploy render': {},
  'docs/commands.md#claims deploy token <cluster>': {},
  'docs/commands.md#claims deploy doctor': {
    exits: {
      'claims deploy doctor --config Pulumi.prod.yaml': [2, 'there is no engine, which it says'],
      'claims deploy doctor --context hub=prod-hub --context prod-eu=prod-eu': [
        2,
        'there is no cluster, which it says',
      ],
    },
  },
  'docs/deploy.md#Ten minutes from nothing to status in the registry': {
    exits: { 'npx claims deploy doctor --config Pulumi.prod.yaml': [2, 'there is no engine, which it says'] },
  },
  'docs/deploy.md#Without Pulumi: Flux and Argo CD': {},
  'docs/commands.md#claims doctor': {},
  'docs/commands.md#claims explain [topic]': {},
  'docs/commands.md#claims completion <shell>': {},
};
