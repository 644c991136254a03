/** A file of a model is not what it should be; the message is for the log. */
export class Unreadable extends Error {}
