import { parseProjectConfig } from '../../../core/config/project-config';

describe('parseProjectConfig', () => {
  test('reads app, output and gitops and leaves the keys of cdk8s alone', () => {
    const { config, issues } = parseProjectConfig(
      'language: typescript\napp: node main.js\nimports:\n  - k8s\noutput: out\ngitops:\n  target: ../harvester\n  project: storage\n',
      'cdk8s.yaml',
    );
    expect(issues).toEqual([]);
    expect(config).toMatchObject({
      app: 'node main.js',
      output: 'out',
      gitops: { target: '../harvester', project: 'storage' },
    });
    expect(config.positions.get('gitops.project')).toEqual({ file: 'cdk8s.yaml', line: 8, column: 3 });
  });

  test('reports every unknown key and wrong value at once, each with its line and the nearest known key', () => {
    const { issues } = parseProjectConfig(
      [
        'app: [node]',
        'gitops:',
        '  tragets: ../harvester',
        '  catalog:',
        '    ownr: me',
        '    tags: crossplane',
        '  request:',
        '    group: team',
        '    labels: [a, 3]',
        '  wholly-unlike: 1',
        '',
      ].join('\n'),
      'cdk8s.yaml',
    );
    expect(issues.map((issue) => `${issue.source?.line}: ${issue.message}`)).toEqual([
      "1: 'app' must be a text, not a list",
      "3: unknown key 'gitops.tragets', did you mean 'target'?",
      "5: unknown key 'gitops.catalog.ownr', did you mean 'owner'?",
      "6: 'gitops.catalog.tags' must be a list, not 'crossplane'",
      "8: 'gitops.request.group' must be one of all, category, owner, not 'team'",
      "9: 'gitops.request.labels.1' must be a text, not '3'",
      "10: unknown key 'gitops.wholly-unlike'",
    ]);
  });

  test.each([
    ['nothing', ''],
    ['a comment only', '# empty\n'],
    ['an empty gitops block', 'gitops:\n'],
  ])('takes a file with %s', (_, text) => {
    expect(parseProjectConfig(text, 'cdk8s.yaml')).toMatchObject({ issues: [], config: { gitops: {} } });
  });

  test('a file that is not YAML gives the line, and no exception', () => {
    const { issues } = parseProjectConfig('app: x\ngitops:\n  target: [a\n', 'cdk8s.yaml');
    expect(issues).not.toHaveLength(0);
    expect(issues[0]).toMatchObject({ code: 'config-unreadable', source: { file: 'cdk8s.yaml' } });
    expect(issues[0]?.source?.line).toBeGreaterThanOrEqual(3);
  });

  test('a file that is a list is refused', () => {
    expect(parseProjectConfig('- a\n', 'cdk8s.yaml').issues).toHaveLength(1);
  });

  test('the result is frozen through and through', () => {
    const { config } = parseProjectConfig('gitops:\n  catalog:\n    tags: [a]\n', 'cdk8s.yaml');
    expect(Object.isFrozen(config.gitops.catalog?.tags)).toBe(true);
  });
});
