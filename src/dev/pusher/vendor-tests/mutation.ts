/** A fault put into the server on purpose, to see whether a test notices. Paths are within src/dev/pusher. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The tests that must notice. */
  readonly test: string;
}
