import { programInput } from '../../../collector/deploy/program/program-input';

const read = (all: Record<string, string>): ReturnType<typeof programInput> => programInput('claims', all);

describe('the configuration of a stack', () => {
  it('is read key by key; keys of other projects are theirs', () => {
    const { input, issues } = read({
      'claims:hub': '{"image":"x"}',
      'claims:clusters': '[{"name":"west"}]',
      'claims:access': '{"west":{"stack":"acme/clusters/west"},"hub":{"context":"hub"}}',
      'claims:tokens': '{"west":"hush"}',
      'claims:wait': 'false',
      'kubernetes:context': 'other',
    });
    expect(issues).toEqual([]);
    expect(input).toEqual({
      hub: { image: 'x' },
      clusters: [{ name: 'west' }],
      access: { west: { stack: 'acme/clusters/west' }, hub: { context: 'hub' } },
      tokens: { west: 'hush' },
      kubeconfigs: {},
      secrets: {},
      wait: false,
    });
  });

  it('all problems come at once, and no value of a secret with them', () => {
    const { input, issues } = read({
      'claims:hubb': '{}',
      'claims:clusters': 'west',
      'claims:access': '{"west":{"contxt":"a"},"east":{"output":"kubeconfig"}}',
      'claims:tokens': '{"west":["hush"]}',
    });
    expect(input).toBeUndefined();
    expect(issues.map(({ field }) => field).sort()).toEqual([
      'access.east',
      'access.west.contxt',
      'clusters',
      'hubb',
      'tokens.west',
    ]);
    expect(JSON.stringify(issues)).not.toContain('hush');
    expect(issues.find(({ field }) => field === 'hubb')?.hint).toBe("write 'hub'");
  });
});
