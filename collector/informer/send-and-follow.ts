import { hostname } from 'node:os';
import { CauseFollower } from './cause/cause-follower';
import { ApiServerReader } from './cause/api-server-reader';
import { watchCauses } from './cause/cause-metrics';
import { kubeRequestOf } from './cause/kube-request-of';
import { SYSTEM_CLOCK } from './informer-clock';
import { seenByAll } from './seen-by-all';
import { BearerToken } from './send/bearer-token';
import { ClaimSender } from './send/claim-sender';
import { collectorAddress } from './send/collector-address';
import { HttpPoster } from './send/http-poster';
import { watchSender } from './send/sender-metrics';
import { SpoolFolder } from './send/spool-folder';
import type { Sender, SenderContext, SenderFactory } from './sender';

/** Reports what is seen to the collector, and follows what is not well to its cause. */
export const sendAndFollow: SenderFactory = (context) => {
  const sender = claimSender(context);
  const follower = context.settings.cause === 'off' ? undefined : causeFollower(context, sender);
  const sink = seenByAll(follower === undefined ? [sender] : [follower, sender]);
  sender.start();
  follower?.start();
  return {
    seen: (what) => {
      sink.seen(what);
    },
    problem: () => problemOf(sender),
    async close(budget) {
      await follower?.close();
      await sender.close(budget);
    },
  } satisfies Sender;
};

function claimSender({ settings, logger, registry }: SenderContext): ClaimSender {
  const { cluster, collectorUrl, tokenFile, caFile, spoolDir, namespaces = [] } = settings;
  const poster = new HttpPoster({
    address: collectorAddress(collectorUrl),
    token: new BearerToken(tokenFile, Date.now, (error) => {
      logger.error({ err: error }, 'the token of the collector cannot be read');
    }),
    ...(caFile !== undefined && { caFile }),
    now: Date.now,
  });
  const onProblem = (error: unknown): void => {
    logger.error({ err: error }, 'the spool cannot be written, reports wait in memory');
  };
  const sender = new ClaimSender({
    poster,
    clock: SYSTEM_CLOCK,
    logger,
    cluster,
    informer: hostname(),
    namespaces,
    ...(spoolDir !== undefined && { spool: new SpoolFolder({ folder: spoolDir, onProblem }) }),
  });
  watchSender(registry, sender);
  return sender;
}

function causeFollower(
  { settings, logger, registry, client }: SenderContext,
  sink: ClaimSender,
): CauseFollower {
  const reader = new ApiServerReader(kubeRequestOf(client), Date.now);
  const { causeAfter, causeSweep } = settings;
  const follower = new CauseFollower({
    objects: reader,
    events: reader,
    sink,
    clock: SYSTEM_CLOCK,
    logger,
    times: { after: causeAfter },
    ...(causeSweep !== undefined && { sweep: causeSweep }),
  });
  watchCauses(registry, follower);
  return follower;
}

/** A collector that is away for some seconds is no problem of the informer. */
function problemOf({ outageSince }: ClaimSender): string | undefined {
  if (outageSince === undefined || Date.now() - outageSince < OUTAGE_TOLD) return undefined;
  return `the collector has not accepted reports since ${new Date(outageSince).toISOString()}`;
}

const OUTAGE_TOLD = 10_000;
