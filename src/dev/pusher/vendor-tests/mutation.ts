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

/** Tests, and the faults that one process runs them against. */
export interface Group {
  readonly test: string;
  /** `query` stands behind the paths of the modules that are this mutant's own. */
  readonly mutants: readonly { readonly name: string; readonly query: string }[];
}

/** The name of a test that fails in the place of tests that could not be read. */
export const COULD_NOT_RUN = "the tests could not be read";
