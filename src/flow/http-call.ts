import type { Json } from "./session";

/** What an API node asks the world. `{{ secrets.x }}` stands in it as a mark that only the sender resolves. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutSeconds: number;
  /** How often it is asked again when no answer came, or a 429 or 5xx. */
  readonly retries: number;
}

/** What became of a call. `error` is null for an answer of 2xx. */
export interface HttpResult {
  readonly status: number | null;
  /** Parsed JSON, else text; null without an answer. */
  readonly body: Json;
  readonly error: string | null;
}
