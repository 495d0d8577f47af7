/** What a person gave cannot be worked with; the message says why, and nothing of where in our code. */
export class Unreadable extends Error {}
