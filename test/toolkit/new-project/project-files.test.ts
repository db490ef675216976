import { parseProjectConfig } from '../../../core/config/project-config';
import { readYaml } from '../../../core/yaml/read-yaml';
import { projectFiles, type ProjectOptions } from '../../../toolkit/new-project/project-files';

function textOf(path: string, options: Partial<ProjectOptions> = {}): string {
  const files = projectFiles({ name: 'shop', dependency: { version: '^1.0.0' }, ...options });
  return files.find((file) => file.path === path)?.text ?? '';
}

test('the configuration is valid and says only what is not usual', () => {
  const usual = {
    owner: 'platform-team',
    lifecycle: 'production',
    type: 'crossplane-claim',
    tags: ['crossplane', 'claim'],
  };
  const text = textOf('cdk8s.yaml', {
    target: '/repos/harvester',
    base: 'main',
    root: 'claims',
    webUrl: 'https://github.com',
    catalog: { ...usual, owner: 'on' },
  });
  expect(parseProjectConfig(text, 'cdk8s.yaml').issues).toEqual([]);
  expect(readYaml(text, 'cdk8s.yaml')).toEqual({
    language: 'typescript',
    app: 'node main.ts',
    output: 'dist',
    gitops: { project: 'shop', target: '/repos/harvester', typeCheck: true, catalog: { owner: 'on' } },
  });
});

test('a configuration without a target shows where it goes', () => {
  const text = textOf('cdk8s.yaml');
  expect(parseProjectConfig(text, 'cdk8s.yaml').issues).toEqual([]);
  expect(text).toContain('\n  # target: ');
});

test('types are found in a checkout before anything is installed', () => {
  const paths = { 'cdk8s-claims': ['/x/build/synth/index.d.ts'] };
  const text = textOf('tsconfig.json', { dependency: { version: 'file:/x', typePaths: paths } });
  expect(JSON.parse(text)).toMatchObject({ compilerOptions: { paths, erasableSyntaxOnly: true } });
  expect(JSON.parse(textOf('tsconfig.json'))).not.toHaveProperty('compilerOptions.paths');
});
