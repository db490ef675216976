/**
 * What a run did to a change request. `none`: nothing to change and no request. `kept-closed`: a person closed
 * the request and the content is still the same.
 */
export type RequestAction =
  'created' | 'updated' | 'unchanged' | 'closed' | 'merged' | 'none' | 'kept-closed';
