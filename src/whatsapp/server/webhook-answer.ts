/** What a webhook request is answered, whichever server it came through. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): WebhookAnswer => ({
  status,
  body,
  headers: {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    ...headers,
  },
});
