import type { Issue } from '../../../core/issue';

/** Something wider than it has to be. */
export function open(field: string, message: string): Issue {
  return { code: 'deployment-open', severity: 'warning', message: `${field} ${message}`, field };
}

/** Something that is left out. */
export function without(field: string, message: string): Issue {
  return { code: 'deployment-without', severity: 'warning', message: `${field} ${message}`, field };
}
