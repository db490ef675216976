import { z } from 'zod';
import { readSettings } from '../../../core/config/read-settings';
import { duration } from '../../../collector/service/duration-setting';
import { settingsOf, type SettingRows } from '../../../core/config/setting-row';

const SERVICE = {
  port: { schema: z.number().int(), about: 'Port.', default: 8080, variable: 'PORT' },
  verbose: { schema: z.boolean(), about: 'Say more.', default: false, variable: 'VERBOSE' },
  peers: { schema: z.array(z.string()), about: 'Others.', default: [], variable: 'PEERS' },
  store: {
    about: 'Where things are kept.',
    rows: {
      mode: { schema: z.enum(['file', 'memory']), about: 'How.', default: 'file', variable: 'STORE_MODE' },
      token: {
        schema: z.string(),
        about: 'Who.',
        variable: 'STORE_TOKEN',
        rule: (value: string) => (value.length > 3 ? 'is too long' : undefined),
        isHidden: true,
      },
    },
  },
} as const satisfies SettingRows;

describe('readSettings', () => {
  test('reads an environment in the types of the rows', () => {
    const env = { PORT: '9090', VERBOSE: '1', PEERS: 'a, b', STORE_MODE: 'memory', STORE_TOKEN: '' };
    expect(readSettings(SERVICE, { env })).toMatchObject({
      issues: [],
      values: { port: 9090, verbose: true, peers: ['a', 'b'], store: { mode: 'memory', token: undefined } },
    });
    expect(readSettings(SERVICE, { env: {} }).values).toMatchObject({
      port: 8080,
      verbose: false,
      peers: [],
    });
  });

  test('says everything that is wrong at once, and repeats nothing that may be a token', () => {
    const env = { PORT: 'many', VERBOSE: 'yes', STORE_MODE: 'tape', STORE_TOKEN: 's3cret' };
    const { issues } = readSettings(SERVICE, { env });
    expect(issues.map(({ message }) => message)).toEqual([
      "PORT 'many' must be a number",
      "VERBOSE 'yes' must be true or false",
      "STORE_MODE 'tape' must be one of file, memory",
      'STORE_TOKEN is too long',
    ]);
    expect(JSON.stringify(issues)).not.toContain('s3cret');
  });

  test.each([
    [z.int().min(0), '-5', "N '-5' must be at least 0"],
    [z.int().max(65_535), '70000', "N '70000' must be at most 65535"],
    [z.int(), '1.5', "N '1.5' must be a whole number"],
    [z.string().max(3), 'long', "N 'long' must be a text of at most 3 characters"],
    [z.string().min(16), 'short', "N 'short' must be a text of at least 16 characters"],
    [z.url({ protocol: /^https?$/ }), 'here', "N 'here' must be an address like 'https://host.example'"],
    [z.string().refine(() => false, 'is not a name'), 'x', "N 'x' is not a name"],
    [z.string().regex(/^a$/, 'must be <owner>/<name>'), 'x', "N 'x' must be <owner>/<name>"],
    [z.string().regex(/^a$/, '<namespace>/<name>'), 'x', "N 'x' must be <namespace>/<name>"],
    [duration, '0s', "N '0s' must be more than zero, such as 30s"],
    [duration, '5x', `N '5x' is not a duration, such as 30s or 1h30m: unknown unit "x" in duration "5x"`],
  ])('says in one sentence what is wrong with a value', (schema, value, message) => {
    const { issues } = readSettings({ n: { schema, about: 'N.', variable: 'N' } }, { env: { N: value } });
    expect(issues.map((issue) => issue.message)).toEqual([message]);
  });

  test('knows every setting of a table by its path', () => {
    expect(settingsOf(SERVICE).map(({ path }) => path)).toEqual([
      'port',
      'verbose',
      'peers',
      'store.mode',
      'store.token',
    ]);
  });
});
