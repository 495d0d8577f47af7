/** What the load program is told, as JSON in its only argument. */
export interface Job {
  readonly port: number;
  readonly path: string;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, sent when they are due whether or not earlier ones were answered; as fast as answers come when null. */
  readonly rate: number | null;
}

/** What it found, as JSON on its output. */
export interface Found {
  readonly answered: number;
  /** Anything but 200. */
  readonly failed: number;
  readonly seconds: number;
  /** From when a request was due to the end of its answer, milliseconds. */
  readonly p50: number;
  readonly p99: number;
}
