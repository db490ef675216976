import { z } from 'zod';
import { checkInput, type CheckOptions, type Frozen } from './check-input';
import { deploymentRules } from './deployment-rules';
import { clusterName, image } from './field-types';
import { HUB_FIELDS, type HubConfig, tokenHashes } from './hub-config';
import { collectorPlace, INFORMER_FIELDS, type InformerConfig } from './informer-config';
import { authority } from './tls-config';
import { objectName } from './object-names';

const hub = z.strictObject({
  ...HUB_FIELDS,
  /** How informers of other clusters reach the collector. */
  url: collectorPlace.shape.url.optional(),
  /** The authority of its certificate, for informers that say nothing else. */
  authority: authority.optional(),
  /** Name of the cluster that the hub runs in; its informer may use its own account in place of a token. */
  cluster: clusterName.optional(),
});

const cluster = z.strictObject({
  ...INFORMER_FIELDS,
  /** Default: that of the hub. */
  image: image.optional(),
  /** Default: the hub. */
  collector: collectorPlace.optional(),
  /** Hashes of its tokens, for the hub. */
  tokenHashes: tokenHashes.optional(),
});

const schema = z.strictObject({ hub, clusters: z.array(cluster).min(1) });

type Written = Frozen<z.output<typeof schema>>;

/** One hub, and an informer for each cluster. Frozen. */
export interface DeploymentConfig {
  readonly hub: HubConfig;
  readonly clusters: readonly InformerConfig[];
}

/**
 * Checks one hub with its clusters, and gives each informer what the hub says.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function deploymentConfig(input: unknown, options: CheckOptions = {}): DeploymentConfig {
  const written = checkInput(schema, input, deploymentRules, options);
  const { url: _url, authority: _authority, cluster: own, ...fields } = written.hub;
  const reviewed = written.clusters.filter(({ token }) => token === 'review');
  return Object.freeze({
    hub: Object.freeze({
      ...fields,
      tokens: Object.freeze(
        Object.fromEntries(
          written.clusters.flatMap(({ name, tokenHashes: hashes }) =>
            hashes === undefined ? [] : [[name, hashes]],
          ),
        ),
      ),
      ...(own !== undefined &&
        reviewed.length > 0 && {
          tokenReview: Object.freeze({
            cluster: own,
            accounts: reviewed.map(
              ({ namespace, prefix }) => `${namespace}/${objectName(prefix, 'informer')}`,
            ),
          }),
        }),
    }),
    clusters: Object.freeze(written.clusters.map((each) => informerOf(each, written.hub))),
  });
}

function informerOf(
  { tokenHashes: _hashes, ...fields }: Written['clusters'][number],
  hub: Written['hub'],
): InformerConfig {
  const isBeside = fields.name === hub.cluster;
  const collector = fields.collector ?? {
    url: isBeside ? serviceUrl(hub) : (hub.url ?? ''),
    ...(hub.authority !== undefined && { authority: hub.authority }),
    ...(isBeside && { inCluster: { namespace: hub.namespace, prefix: hub.prefix } }),
  };
  return Object.freeze({ ...fields, image: fields.image ?? hub.image, collector });
}

function serviceUrl({ namespace, prefix, tls }: Written['hub']): string {
  const scheme = tls === 'off' ? 'http' : 'https';
  return `${scheme}://${objectName(prefix, 'collector')}.${namespace}.svc:8095`;
}
