import { z } from 'zod';
import type { SettingRows } from '../../../core/config/setting-row';
import { duration } from '../../service/duration-setting';

/** Settings of an informer about causes. */
export const CAUSE_SETTINGS = {
  cause: {
    schema: z.enum(['on', 'off']),
    about: 'Whether claims that stay not Ready or not Synced are followed to the object that fails.',
    default: 'on',
    variable: 'CLAIM_CAUSE',
  },
  causeAfter: {
    schema: duration,
    about: 'How long a claim is not Ready or not Synced before it is followed.',
    default: 30_000,
    variable: 'CLAIM_CAUSE_AFTER',
  },
  causeSweep: {
    schema: z.union([z.literal('off'), duration]),
    about: 'How often claims are followed that say they are well; `off` for never.',
    default: 3_600_000,
    variable: 'CLAIM_CAUSE_SWEEP',
  },
} as const satisfies SettingRows;
