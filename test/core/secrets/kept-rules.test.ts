import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { findSecretSpans } from '../../../core/secrets/secret-spans';
import { isSecretShaped } from '../../../core/secrets/secret-shapes';
import { runs } from '../../runs';
import { generator, sampleSecrets } from './sample-secrets';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const WORD = LOWER + UPPER + DIGITS;
const URL_SAFE = `${WORD}_-`;
const HEX = `${DIGITS}abcdef`;

/** Tokens in the shapes that issuers document, and credentials in the notations that the rules know. */
function documented(seed: number): string[] {
  const random = generator(seed);
  const pick = <T>(items: readonly T[]): T => items[Number(random(DIGITS, 4)) % items.length]!;
  const pem = (label: string, lineEnd: string): string =>
    [
      `-----BEGIN ${label}-----`,
      `MI${random(WORD, 62)}`,
      random(WORD, 64),
      random(WORD, 44),
      `-----END ${label}-----`,
    ].join(lineEnd);
  return [
    `${pick(['AKIA', 'ASIA', 'AGPA', 'AIDA', 'AROA', 'AIPA', 'ANPA', 'ANVA', 'A3TX'])}${random(UPPER + DIGITS, 16)}`,
    `AWS_SECRET_ACCESS_KEY=${random(`${WORD}/+`, 40)}`,
    `aws_secret_access_key = "${random(`${WORD}/+`, 40)}"`,
    `"SecretAccessKey": "${random(`${WORD}/+`, 40)}"`,
    `//registry.npmjs.org/:_authToken=${random(HEX, 8)}-${random(HEX, 4)}-${random(HEX, 4)}-${random(HEX, 4)}-${random(HEX, 12)}`,
    `npm_${random(WORD, 36)}`,
    `${pick(['xoxb', 'xoxp', 'xoxa', 'xoxr', 'xoxo'])}-${random(DIGITS, 12)}-${random(DIGITS, 12)}-${random(WORD, 24)}`,
    `xapp-1-A${random(UPPER + DIGITS, 10)}-${random(DIGITS, 13)}-${random(HEX, 64)}`,
    `https://hooks.slack.com/services/T${random(UPPER, 8)}/B${random(UPPER, 8)}/${random(WORD, 24)}`,
    `https://${random(LOWER, 6)}:${random(WORD, pick([3, 8, 40]))}@git.example.com/x.git`,
    `https://${random(HEX, 40)}:x-oauth-basic@github.com/a/b.git`,
    `sk-${random(WORD, 20)}T3BlbkFJ${random(WORD, 20)}`,
    `sk-proj-${random(URL_SAFE, 74)}T3BlbkFJ${random(URL_SAFE, 73)}a`,
    `sk-ant-api03-${random(URL_SAFE, 93)}AA`,
    `gsk_${random(WORD, 52)}`,
    `hf_${random(LOWER + UPPER, 34)}`,
    `lin_api_${random(WORD, 40)}`,
    `ntn_${random(DIGITS, 11)}${random(WORD, 35)}`,
    ...['RSA ', 'DSA ', 'EC ', 'OPENSSH ', ''].flatMap((kind) => [
      pem(`${kind}PRIVATE KEY`, '\n'),
      pem(`${kind}PRIVATE KEY`, '\\n'),
    ]),
    `SG.${random(WORD, 22)}.${random(WORD, 43)}`,
    `${pick(['shppa', 'shpca', 'shpat', 'shpss'])}_${random(WORD, pick([32, 48, 64]))}`,
    `${pick(['sk', 'rk'])}_${pick(['live', 'test'])}_${random(WORD, pick([24, 99]))}`,
    `${pick(['ghp', 'gho', 'ghu', 'ghs', 'ghr'])}_${random(WORD, 36)}`,
    `ghs_${random(DIGITS, 8)}_${random(URL_SAFE, 20)}.${random(URL_SAFE, 60)}.${random(URL_SAFE, 43)}`,
    `github_pat_${random(WORD, 22)}_${random(WORD, 59)}`,
    `glpat-${random(URL_SAFE, pick([20, 64]))}`,
    `glsa_${random(WORD, 32)}_${random(HEX, 8)}`,
    `glc_${random(`${WORD}+/`, pick([32, 120]))}==`,
    `ops_ey${random(WORD, 200)}fQ==`,
    `${pick(['mongodb', 'mongodb+srv'])}://shop:${random(WORD, 12)}@db.shop.io:27017/shop`,
    `${pick(['mysql', 'jdbc:mysql', 'mysqlx'])}://shop:${random(WORD, 12)}@db.shop.io:3306/shop`,
    `${pick(['postgres', 'postgresql'])}://shop:${random(WORD, 12)}@db.shop.io:5432/shop`,
    `hvs.${random(URL_SAFE, 96)}`,
    `hvb.${random(URL_SAFE, 150)}`,
    `hvr.${random(URL_SAFE, 96)}`,
    `${pick(['vcp', 'vci', 'vca', 'vcr', 'vck'])}_${random(WORD, 32)}`,
    `dapi${random(HEX, 32)}${pick(['', '-2'])}`,
    `dckr_pat_${random(URL_SAFE, 27)}`,
    `figd_${random(URL_SAFE, 43)}`,
    `${pick(['cfk', 'cfut', 'cfat'])}_${random(WORD, 40)}${random(HEX, 8)}`,
    `tskey-${pick(['auth', 'api', 'client'])}-${random(WORD, 12)}-${random(WORD, 32)}`,
    JSON.stringify({
      type: 'service_account',
      private_key_id: random(HEX, 40),
      private_key: pem('PRIVATE KEY', '\n'),
    }),
    ...sampleSecrets(seed).map(({ text }) => text),
  ];
}

async function keptRulesFlag(content: string): Promise<readonly (readonly [number, number])[]> {
  const { messages } = await lintSource({
    source: { content, filePath: 'values.txt', ext: '.txt', contentType: 'text' },
    options: { config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] } },
  });
  return messages.map(({ range }) => range);
}

test('whatever the recommended rules of secretlint find, ours find: the same places in a text, alone as a value', async () => {
  const shapes = documented(1).length;
  const flagged = new Set<number>();
  const missed: unknown[] = [];
  for (let seed = 1; seed <= runs(3, 40); seed += 1) {
    for (const [index, text] of documented(seed).entries()) {
      const content = `before: 1\n${text}\nafter: 2\n`;
      const ranges = await keptRulesFlag(content);
      if (ranges.length === 0) continue;
      flagged.add(index);
      const spans = findSecretSpans(content);
      const isHidden = ranges.every(([from, to]) => spans.some(({ start, end }) => start < to && end > from));
      if (!isHidden || !isSecretShaped(text)) missed.push({ text, isHidden });
    }
  }
  expect(missed).toEqual([]);
  // the oracle has something to say: it knows most of these shapes
  expect(flagged.size).toBeGreaterThan(40);
  expect(shapes).toBeGreaterThan(80);
});
