import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, seedCommit } from '../../fixtures/git/git';
import { writeProgram, writeProject } from '../cli-run';
import { gitRefusal, type Loopback } from './loopback';

/** Where a run takes place. */
export interface Stage {
  /** The project. */
  readonly folder: string;
  /** A target that is a plain folder. */
  readonly plain: string;
  /** A target that is a bare repository. */
  readonly bare: string;
  readonly loopback: Loopback;
}

/** What is run. */
export interface Act {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Puts foreign text into one place where text can come from, and says what is run. */
export type Place = (stage: Stage, text: string) => Act;

const GITOPS = '  project: shop\n  repository: acme/harvester\n';

function project(stage: Stage, target: string, more = ''): void {
  writeProject(stage.folder, [{ key: 'infra/app' }], `${GITOPS}  target: ${target}\n${more}`);
}

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A plain folder with these files and nothing else. */
function plain(stage: Stage, files: Readonly<Record<string, string>>): void {
  rmSync(stage.plain, { recursive: true, force: true });
  mkdirSync(stage.plain, { recursive: true });
  put(stage.plain, files);
  project(stage, '../plain');
}

/** Lone surrogates as what UTF-8 makes of them. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();
/** As a double-quoted text of YAML, with escapes for what cannot stand in a manifest itself. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
/** As one component of a path, as far as a disk takes it. */
const fileName = (text: string): string =>
  Buffer.from(wellFormed(text).replaceAll('/', '').replaceAll('\0', ''))
    .subarray(0, 200)
    .toString()
    .replaceAll('\ufffd', '') || 'x';
const withoutNul = (text: string): string => wellFormed(text).replaceAll('\0', '');

function program(stage: Stage, script: string): void {
  project(stage, '../plain');
  put(stage.folder, { 'program.sh': script });
}

function registry(fields: string): string {
  return `claims:\n  - name: app\n    category: infra\n    template: volumeclaim\n    path: claims/infra/app\n${fields}`;
}

function claim(fields: string): string {
  return `apiVersion: example.test/v1\nkind: VolumeClaim\nmetadata:\n  name: app\n${fields}`;
}

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n';

/** Named, so that a failure tells where. */
export const PLACES: Readonly<Record<string, Place>> = {
  'a command': (_, text) => ({ argv: [withoutNul(text)] }),
  'an option': (_, text) => ({ argv: ['diff', `--${withoutNul(text)}`] }),
  'an argument too many': (_, text) => ({ argv: ['diff', withoutNul(text)] }),
  'an error code': (_, text) => ({ argv: ['explain', withoutNul(text)] }),
  'a key to delete': (_, text) => ({ argv: ['delete', withoutNul(text)] }),
  'the name of the configuration': (_, text) => ({ argv: ['diff', '--config', fileName(text)] }),
  'a target': (stage, text) => {
    project(stage, '../plain');
    return { argv: ['list', '--target', fileName(text)] };
  },
  'the new folder': (_, text) => ({ argv: ['init', `made/${fileName(text)}`, '--project', 'shop'] }),
  'a key of the configuration': (stage, text) => {
    put(stage.folder, { 'cdk8s.yaml': `gitops:\n  ${quoted(text)}: x\n` });
    return { argv: ['diff'] };
  },
  'a value of the configuration': (stage, text) => {
    put(stage.folder, {
      'cdk8s.yaml': `gitops:\n  timeLimit: ${quoted(text)}\n  root: ${quoted(`/${text}`)}\n  base: ${quoted(`-${text}`)}\n`,
    });
    return { argv: ['diff'] };
  },
  'the command of the program': (stage, text) => {
    project(stage, '../plain');
    return { argv: ['diff', '--app', `./none ${quoted(withoutNul(text))}`] };
  },
  'a field of a claim': (stage, text) => {
    plain(stage, { 'claims/infra/kustomization.yaml': `${KUSTOMIZATION}  []\n` });
    writeProgram(stage.folder, [
      { key: 'infra/app', spec: { note: text, [text]: 1, deep: { list: [text] } } },
    ]);
    return { argv: ['diff'] };
  },
  'a label and an annotation': (stage, text) => {
    plain(stage, {});
    writeProgram(stage.folder, [
      { key: 'infra/app', metadata: { labels: { a: text }, annotations: { [text]: text } } },
    ]);
    return { argv: ['synth', '--output', 'dist'] };
  },
  'a kind and a name': (stage, text) => {
    plain(stage, {});
    writeProgram(stage.folder, [{ key: 'infra/app', kind: text, metadata: { name: text, namespace: text } }]);
    return { argv: ['diff'] };
  },
  'an issue of the program': (stage, text) => {
    plain(stage, {});
    const issue = {
      code: 'claim-duplicate',
      message: text,
      construct: text,
      field: text,
      hint: text,
      source: { file: text, line: 1 },
    };
    writeProgram(stage.folder, [{ key: 'infra/app' }], [issue]);
    return { argv: ['diff'] };
  },
  'a warning of the program': (stage, text) => {
    plain(stage, {});
    const issue = {
      code: 'category-large',
      severity: 'warning',
      message: text,
      construct: text,
      field: text,
      hint: text,
    };
    writeProgram(stage.folder, [{ key: 'infra/app' }], [issue]);
    return { argv: ['diff'] };
  },
  'what the program prints': (stage, text) => {
    program(stage, 'cat printed\ncat printed >&2\nexec cp models.json "$CLAIMS_MODELS_OUT"\n');
    put(stage.folder, { printed: text });
    return { argv: ['diff'] };
  },
  'what a failing program prints': (stage, text) => {
    program(stage, 'cat printed >&2\nexit 1\n');
    put(stage.folder, { printed: `Error: ${text}\n    at main (${join(stage.folder, 'main.ts')}:1:1)\n` });
    return { argv: ['diff', '--verbose'] };
  },
  'the environment of the program': (stage) => {
    program(stage, 'env\nexec cp models.json "$CLAIMS_MODELS_OUT"\n');
    return { argv: ['diff'] };
  },
  'an entry of the registry': (stage, text) => {
    const fields = ['createdBy', 'namespace', 'source', 'status', 'statusMessage', text].map(
      (key) => `    ${quoted(key)}: ${quoted(text)}\n`,
    );
    plain(stage, { 'claims/registry.yaml': registry(fields.join('')) });
    return { argv: ['list'] };
  },
  'the name of an entry': (stage, text) => {
    plain(stage, {
      'claims/registry.yaml': registry('')
        .replace('name: app', `name: ${quoted(text)}`)
        .replace('claims/infra/app', quoted(text)),
    });
    return { argv: ['registry', 'verify'] };
  },
  'a broken registry': (stage, text) => {
    plain(stage, { 'claims/registry.yaml': `claims:\n  - name: "a\n ${text}: [\n` });
    return { argv: ['diff'] };
  },
  'the name of a file': (stage, text) => {
    plain(stage, {
      [`claims/infra/${fileName(text)}/app.yaml`]: claim('spec: {}\n'),
      'claims/infra/kustomization.yaml': `${KUSTOMIZATION}  - ${quoted(fileName(text))}\n`,
    });
    return { argv: ['registry', 'verify'] };
  },
  'an orphan': (stage, text) => {
    plain(stage, {
      [`claims/infra/${fileName(text)}/app.yaml`]: claim('spec: {}\n'),
      'claims/registry.yaml': 'claims: []\n',
    });
    return { argv: ['registry', 'repair'] };
  },
  'a resource of a kustomization': (stage, text) => {
    plain(stage, {
      'claims/infra/kustomization.yaml': `${KUSTOMIZATION}  - ${quoted(text)}\n`,
      'claims/registry.yaml': registry(''),
    });
    return { argv: ['registry', 'verify'] };
  },
  'a ledger': (stage, text) => {
    plain(stage, {
      'claims/.claims/shop/infra.ledger': `${'0'.repeat(40)} claims/infra/app/app.yaml ${text}\n`,
      'claims/infra/app/app.yaml': claim('spec: {}\n'),
    });
    return { argv: ['diff'] };
  },
  'a claim in the target': (stage, text) => {
    plain(stage, {
      'claims/infra/app/app.yaml': claim(`spec:\n  note: ${quoted(text)}\n  ${quoted(text)}: 1\n`),
      'claims/infra/kustomization.yaml': `${KUSTOMIZATION}  - app\n`,
    });
    return { argv: ['diff'] };
  },
  'a claim that is adopted': (stage, text) => {
    plain(stage, {
      'claims/infra/app/app.yaml': claim(`spec:\n  note: ${quoted(text)}\n`),
      'claims/infra/app/kustomization.yaml': `${KUSTOMIZATION}  - app.yaml\n`,
      'claims/infra/kustomization.yaml': `${KUSTOMIZATION}  - app\n`,
      'claims/registry.yaml': registry(''),
    });
    return { argv: ['adopt', '../plain', '--out', 'adopted'] };
  },
  'what a Git server says': (stage, text) => {
    const url = `http://${stage.loopback.host}/acme/harvester.git`;
    project(stage, url);
    stage.loopback.answer = ({ headers }) =>
      gitRefusal(`${text.replaceAll('\0', '')} ${headers.authorization ?? ''}`);
    return { argv: ['list'] };
  },
  'what a Git server says to credentials in the address': (stage, text) => {
    project(stage, '../plain');
    stage.loopback.answer = ({ headers }) =>
      gitRefusal(`${headers.authorization ?? ''} ${text.replaceAll('\0', '')}`);
    return {
      argv: ['list'],
      env: {
        CLAIMS_TARGET: `http://bot:${encodeURIComponent(wellFormed(text))}@${stage.loopback.host}/acme/harvester.git`,
      },
    };
  },
  'a refusal of a forge': (stage, text) => {
    forge(stage);
    stage.loopback.answer = ({ headers }) => ({
      status: 422,
      type: 'application/json',
      body: JSON.stringify({ message: `${text} ${headers.authorization ?? ''}` }),
    });
    return { argv: ['pr'], env: { GITEA_TOKEN: text } };
  },
  'a request of a forge': (stage, text) => {
    forge(stage);
    const request = {
      ...{ number: 1, html_url: `https://x/${text}`, state: 'open', title: text, body: text, merged: false },
      head: { label: 'claims/shop/all', ref: text, sha: '0'.repeat(40) },
      ...{ base: { ref: 'main' }, labels: [{ name: text }] },
    };
    stage.loopback.answer = ({ url = '' }) => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify(/\/pulls(?:\?|$)/.test(url) ? [request] : { message: text }),
    });
    return { argv: ['pr'], env: { GITEA_TOKEN: 'another-token-0' } };
  },
  'the author of a commit on the request': (stage, text) => {
    writeProject(stage.folder, [{ key: 'infra/app' }], `${GITOPS}  target: ../bare.git\n`);
    const author = withoutNul(text).replaceAll(/[<>\n]/g, '');
    seedCommit(
      stage.bare,
      { 'claims/README.md': 'by hand\n' },
      {
        branch: 'refs/claims/requests/shop/all',
        author: `${author} <person@example.test>`,
        message: withoutNul(text),
      },
    );
    return { argv: ['pr'] };
  },
  'who commits and what the request says': (stage, text) => {
    const name =
      withoutNul(text)
        .replaceAll(/[<>\n\r]/g, ' ')
        .trim() || 'x';
    writeProject(
      stage.folder,
      [{ key: 'infra/app' }],
      `${GITOPS}  target: ../bare.git\n  author: {name: ${quoted(name)}, email: "a@example.test"}\n  request: {title: ${quoted(text)}}\n`,
    );
    git(stage.bare, ['update-ref', '-d', 'refs/claims/requests/shop/all']);
    return { argv: ['pr'] };
  },
};

function forge(stage: Stage): void {
  const { host } = stage.loopback;
  writeProject(
    stage.folder,
    [{ key: 'infra/app' }],
    `${GITOPS}  target: ../bare.git\n  forge: {type: gitea, apiUrl: "http://${host}/api/v1"}\n`,
  );
}
