/**
 * Shapes of credentials that give themselves away without any context. Each is written with a lower bound on its
 * length rather than the issuer's exact one: issuers lengthen tokens, and a shortened token is still not for reading.
 * Sources: the prefixes that the issuers publish for secret scanning (GitHub, GitLab, AWS, Google, Azure, Slack, Stripe,
 * npm, PyPI, Docker, HashiCorp, DigitalOcean, SendGrid, Twilio, Telegram and others), RFC 7519 for JWT, RFC 7468 for PEM.
 */
export const KNOWN_TOKENS: Readonly<Record<string, RegExp>> = {
  github: /gh[oprsu]_[A-Za-z0-9][A-Za-z0-9_.-]{15,}/g,
  githubFineGrained: /github_pat_[A-Za-z0-9_]{20,}/g,
  gitlab: /gl(?:pat|ptt|dt|rt|cbt|ft|imt|agent|soat|oas|wt)-[A-Za-z0-9_.-]{16,}/g,
  awsAccessKeyId:
    /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  googleApiKey: /AIza[A-Za-z0-9_-]{30,}/g,
  googleOauthToken: /(?<![A-Za-z0-9])ya29\.[A-Za-z0-9_-]{16,}/g,
  googleRefreshToken: /(?<![A-Za-z0-9/:])1\/\/0[A-Za-z0-9_-]{20,}/g,
  googleClientSecret: /GOCSPX-[A-Za-z0-9_-]{16,}/g,
  azureClientSecret: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{30,}/g,
  azureSignature: /[?&;]sig=[A-Za-z0-9%+/=_-]{20,}/g,
  slackToken: /xox[a-z]{1,2}(?:-|\.)[A-Za-z0-9.-]{10,}/g,
  slackAppToken: /xapp-\d-[A-Za-z0-9-]{10,}/g,
  slackWebhook: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{20,}/g,
  discordWebhook: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20,}/g,
  stripe: /(?<![A-Za-z0-9])[srp]k_(?:live|test|prod)_[A-Za-z0-9]{10,}/g,
  stripeWebhook: /whsec_[A-Za-z0-9+/=]{16,}/g,
  npm: /(?<![A-Za-z0-9])npm_[A-Za-z0-9_]{30,}/g,
  pypi: /pypi-[A-Za-z0-9_-]{30,}/g,
  docker: /dckr_(?:pat|oat)_[A-Za-z0-9_-]{16,}/g,
  jwt: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*/g,
  age: /AGE-(?:SECRET-KEY|PLUGIN)-[A-Z0-9-]{16,}/g,
  vault: /(?<![A-Za-z0-9])hv[sbr]\.[A-Za-z0-9_-]{16,}/g,
  terraformCloud: /(?<![A-Za-z0-9])[A-Za-z0-9]{8,}\.atlasv1\.[A-Za-z0-9_=-]{30,}/g,
  digitalOcean: /do[opr]_v1_[a-f0-9]{32,}/g,
  sendGrid: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  twilio: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g,
  telegram: /(?<![A-Za-z0-9])\d{6,12}:AA[A-Za-z0-9_-]{30,}/g,
  mailgun: /(?<![A-Za-z0-9])key-[0-9a-f]{32}(?![A-Za-z0-9])/g,
  mailchimp: /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/g,
  databricks: /(?<![A-Za-z0-9])dapi[0-9a-f]{32}/g,
  grafana: /gl(?:sa|c)_[A-Za-z0-9_+/=]{28,}/g,
  openAiOrAnthropic: /(?<![A-Za-z0-9])sk-(?:proj|ant|svcacct|admin)-[A-Za-z0-9_-]{16,}/g,
  openAiLegacy: /(?<![A-Za-z0-9])sk-[A-Za-z0-9]{40,}/g,
  cloudflare: /(?<![A-Za-z0-9])cf(?:k|ut|at)_[A-Za-z0-9]{32,}/g,
  figma: /(?<![A-Za-z0-9])fig[dro]_[A-Za-z0-9_-]{30,}/g,
  groq: /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40,}/g,
  notion: /(?<![A-Za-z0-9])(?:ntn|secret)_[A-Za-z0-9]{40,}/g,
  onePassword: /(?<![A-Za-z0-9])ops_ey[A-Za-z0-9+/=]{40,}/g,
  vercel: /(?<![A-Za-z0-9])vc[piark]_[A-Za-z0-9]{20,}/g,
  tailscale: /(?<![A-Za-z0-9])tskey-[a-z]{2,20}-[A-Za-z0-9_]{6,}-[A-Za-z0-9_]{12,}/g,
  huggingFace: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/g,
  shopify: /shp(?:at|ca|pa|ss|pat|pca|ppa|pss)_[a-zA-Z0-9]{32,}/g,
  linear: /lin_(?:api|oauth)_[A-Za-z0-9_]{30,}/g,
  doppler: /(?<![A-Za-z0-9])dp\.(?:pt|st|sa|ct|scim|audit)\.[A-Za-z0-9_.-]{30,}/g,
  atlassian: /ATATT3[A-Za-z0-9_=-]{30,}/g,
  newRelic: /NRAK-[A-Z0-9]{20,}/g,
  planetScale: /pscale_(?:pw|tkn|oauth)_[A-Za-z0-9_.=-]{20,}/g,
  rubyGems: /rubygems_[a-f0-9]{40,}/g,
  sentry: /sntry[su]_[A-Za-z0-9+/=_]{30,}/g,
  pulumi: /(?<![A-Za-z0-9])pul-[a-f0-9]{40}/g,
  postman: /PMAK-[a-f0-9]{20,}-[a-f0-9]{30,}/g,
  passwordHash:
    /\$(?:2[abxy]?|1|5|6|7|y|gy|apr1|sha1|argon2(?:id?|d)|scrypt|pbkdf2[a-z0-9-]{0,16})\$[A-Za-z0-9./$,=+-]{20,}/g,
  ldapHash: /\{(?:S?SHA|S?MD5|S?SHA(?:256|384|512)|CRYPT|PBKDF2[A-Z0-9-]{0,16})\}[A-Za-z0-9+/=.$]{20,}/gi,
  pemPrivateKey: /-----BEGIN ?[A-Z0-9 ]{0,40}PRIVATE KEY[^]*?(?:-----END ?[A-Z0-9 ]{0,40}-----|$)/g,
  puttyPrivateKey: /PuTTY-User-Key-File-\d[^]*/g,
  pemPrivateKeyInBase64: /LS0tLS1CRUdJTi(?!BDRVJU|BQVUJM|BYNTA5|BUUlVT)[A-Za-z0-9+/=_-]{16,}/g,
};

/**
 * The part of {@link HINT} that can match where there are only lower-case letters, digits, dots, slashes and hyphens: what
 * names and hosts are made of.
 */
const HINT_IN_NAMES =
  /gl[a-z]{2,5}-|ya29|1\/\/0|xox|hooks\.slack|webhooks\/|pypi-|hv[sbr]\.|atlasv1|-us\d|dapi|(?<![a-z0-9])sk-|key-|dp\.|pul-/;

/**
 * Literals of which at least one stands in every text that {@link KNOWN_TOKENS} or the patterns of `secret-spans` can
 * match.
 */
const HINT =
  /gh[oprsu]_|github_pat|gl[a-z]{2,5}[-_]|A(?:KI|SI|BI|CC|GP|ID|RO|IP|NP|NV)A|A3T|AIza|ya29|1\/\/0|GOCSPX|\dQ~|sig=|xox|xapp-|hooks\.slack|webhooks\/|[srpg]k_|gsk_|cf(?:k|ut|at)_|fig[dro]_|ntn_|ops_ey|vc[piark]_|tskey-|whsec_|npm_|pypi-|dckr_|eyJ|AGE-|hv[sbr]\.|atlasv1|_v1_|SG\.|SK[0-9a-f]{4}|:AA|-us\d|dapi|(?<![A-Za-z0-9])sk-|hf_|shp[acs]|lin_|dp\.|ATATT|NRAK|pscale|rubygems|sntry|pul-|PMAK|\$\w{1,8}\$|-----BEGIN|PuTTY|LS0tLS1|@|[Pp][Aa][Ss][Ss]|[Pp][Ss]?[Ww]|[Mm]aster|[Ss][Ee][Cc][Rr][Ee][Tt]|[Tt][Oo][Kk][Ee][Nn]|[Kk][Ee][Yy]|[Cc][Rr][Ee][Dd]|[Aa][Uu][Tt][Hh]|[Bb]asic |[Bb][Ee][Aa][Rr][Ee][Rr]|BASIC |[Jj][Ww][Tt]|(?<![\w-])-{1,2}[A-Za-z]|[Ii]dentified|IDENTIFIED|wort["' :=]|\{(?:SS?HA|SMD5|MD5|CRYPT|PBKDF2)|[Ss]ession|%40|:(?:\d{4,5}|\*):/;

/** Base64, and the secret keys of AWS, which are nothing but 40 characters of it. */
const LONG_RUN = /[A-Za-z0-9+/]{24}/;
const LONGEST_RUN = 24;
/** The shortest known token is longer than this; a shorter text can only be an assignment, a URL or a header. */
const SHORTEST_TOKEN = 15;

/** 0: letters and digits in lower case; 1: upper case; 2: dot, hyphen; 3: anything else. Slash and plus go on in base64. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z0-9/]/.test(character) ? 0 : /[A-Z+]/.test(character) ? 1 : /[.-]/.test(character) ? 2 : 3;
});

/**
 * False for nearly every text without a secret, never for one with a secret. Asked for every value of every claim:
 * one pass over the characters of a short text says which hints are worth looking for.
 */
export function mayHoldToken(text: string): boolean {
  if (text.length > 256) {
    return HINT.test(text) || LONG_RUN.test(text);
  }
  let run = 0;
  let seen = 0;
  for (let index = 0; index < text.length; index += 1) {
    const kind = CLASSES[text.charCodeAt(index)] ?? 3;
    seen |= 1 << kind;
    run = kind < 2 ? run + 1 : 0;
    if (run >= LONGEST_RUN) {
      return true;
    }
  }
  if (seen >= 8) {
    return HINT.test(text);
  }
  return text.length >= SHORTEST_TOKEN && (seen & 2 ? HINT : HINT_IN_NAMES).test(text);
}
