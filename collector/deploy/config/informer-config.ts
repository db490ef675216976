import { z } from 'zod';
import { kindChoice } from '../../../core/kind-choice';
import { checkInput, type CheckOptions, type Frozen } from './check-input';
import { credential } from './credential-config';
import { address, clusterName, duration, group, name, plainText, quantity } from './field-types';
import { informerRules } from './informer-rules';
import { informerNetwork } from './network-config';
import { monitor, PLACE_FIELDS, POD_FIELDS } from './pod-config';
import { authority } from './tls-config';

const KIND_TEXT = 'a kind: <resource>.<version>.<group>, *.<group> or xrds';

/** A kind of claims as the informer takes it, kept as text. */
const kind = z.string().refine((text) => kindChoice.safeParse(text).success, KIND_TEXT);

/** What is read below claims: `*.<group>` or `<resource>.<group>`. */
const composed = z
  .string()
  .refine(isComposed, '<resource>.<group> or *.<group>, such as buckets.s3.aws.upbound.io');

/** Looking for causes: what may be read for it. */
const cause = z.union([
  z.literal('off'),
  z.strictObject({
    /** Composites and what they are made of. Each gets the verb `get`. */
    composed: z.array(composed).min(1),
    /** Whether events may be read: they hold the words of providers. */
    events: z.boolean().default(true),
    after: duration.optional(),
    sweep: z.union([z.literal('off'), duration]).optional(),
  }),
]);

/** What an informer says itself. */
export const INFORMER_FIELDS = {
  ...PLACE_FIELDS,
  ...POD_FIELDS,
  /** Name of the cluster in reports. */
  name: clusterName,
  /** Kinds of claims, as CLAIM_KINDS. */
  kinds: z.array(kind).min(1),
  /** Groups of the kinds that definitions make; needed with the kind `xrds`. */
  definitionGroups: z.array(group).default([]),
  /** Namespaces of the claims; empty: all. */
  namespaces: z.array(name).default([]),
  /** Label selector of the claims. */
  selector: plainText.optional(),
  cause: cause.default('off'),
  /** `review`: a token of the informer's own account, in the cluster of the hub alone. */
  token: z.union([z.literal('review'), credential]).default({ from: 'config' }),
  /** Most that is kept on disk of what could not be sent. */
  spoolSize: quantity.default('128Mi'),
  monitor: monitor.default(false),
  /** NetworkPolicies; false: none are made. */
  network: z.union([z.literal(false), informerNetwork]).default(informerNetwork.parse({})),
} as const;

/** Where an informer reports to. */
export const collectorPlace = z.strictObject({
  url: address,
  /** Default: what Node trusts. */
  authority: authority.optional(),
  /** Where it is a Service of the same cluster: its namespace and the prefix of the hub, for the network policy. */
  inCluster: z.strictObject({ namespace: name, prefix: name }).optional(),
});

/** An informer with everything that is needed to make its objects. */
export const informerSchema = z.strictObject({ ...INFORMER_FIELDS, collector: collectorPlace });

/** An informer of one cluster. Frozen. */
export type InformerConfig = Frozen<z.output<typeof informerSchema>>;

/**
 * Checks the configuration of an informer.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function informerConfig(input: unknown, options: CheckOptions = {}): InformerConfig {
  return checkInput(informerSchema, input, informerRules, options);
}

function isComposed(text: string): boolean {
  const dot = text.indexOf('.');
  const resource = text.slice(0, dot);
  return (
    dot > 0 &&
    (resource === '*' || name.safeParse(resource).success) &&
    group.safeParse(text.slice(dot + 1)).success
  );
}
