export { checkObject, nameProblem, shorten } from '../core/check-object';
