/** One HTTP exchange as it was. Its bodies may hold secrets: whoever shows it strikes them out. */
export interface ExchangeRecord {
  readonly id: string;
  readonly at: Date;
  /** A webhook that is brought, or a call that is answered. */
  readonly kind: "webhook" | "call";
  readonly method: string;
  /** Of a call its path, of a webhook its whole address; with the query. */
  readonly url: string;
  /** Of a webhook: 1 for the first. */
  readonly attempt?: number;
  readonly request: unknown;
  end?: ExchangeEnd;
}

interface ExchangeEnd {
  /** 0 when nobody answered, or the connection was cut. */
  status: number;
  ms: number;
  response?: unknown;
  /** Why nobody answered. */
  error?: string | undefined;
  /** The fault that was played, in words. */
  played?: string | undefined;
  retryAt?: Date | undefined;
}

export interface ExchangeLog {
  /** Notes that it begins; what is returned is called once, when it has ended. */
  begin(
    exchange: Pick<ExchangeRecord, "kind" | "method" | "url" | "attempt" | "request">,
  ): (end: Omit<ExchangeEnd, "ms">) => void;
  /** The newest, oldest first. */
  newest(): readonly ExchangeRecord[];
}

const MOST = 500;

/** Keeps the newest exchanges, and says when one began or ended. Cheap: it keeps what is there anyway, and makes nothing of it. */
export function createExchangeLog(changed: (exchange: ExchangeRecord) => void): ExchangeLog {
  // No id comes twice, also when a page outlives the emulator.
  const run = Date.now().toString(36);
  const records: ExchangeRecord[] = [];
  let count = 0;
  return {
    begin(exchange) {
      const since = performance.now();
      const record: ExchangeRecord = { ...exchange, id: `${run}-${(count += 1)}`, at: new Date() };
      records.push(record);
      if (records.length > MOST) records.shift();
      changed(record);
      return (end) => {
        record.end = { ...end, ms: performance.now() - since };
        changed(record);
      };
    },
    newest: () => records,
  };
}
