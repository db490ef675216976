/** A value cannot be changed where it stands; what holds it is written anew then. */
export class CannotEdit extends Error {}
