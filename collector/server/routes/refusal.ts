import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Refusal } from '../../store/status-store';

const WORDS: Readonly<Record<Refusal, string>> = {
  'unknown-epoch': 'the collector did not issue this epoch for the cluster',
  superseded: 'the session was superseded by another one',
  'other-kind': 'the session did not ask for this kind',
  unordered: 'a session reports the claim, a report without epoch is refused',
  'too-many-claims': 'the cluster has reached the limit of claims',
};

/** A refusal of the store as an error. */
export function refused(reason: Refusal): ToolkitError {
  return reason === 'too-many-claims'
    ? new ToolkitError('store-full', WORDS[reason], { data: { reason } })
    : new ToolkitError('report-refused', WORDS[reason], { data: { reason } });
}
