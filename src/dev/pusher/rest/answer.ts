/** What a REST call comes to. The SDK takes anything below 400 for success, so a refusal must be one in its status. */
export type Answer =
  | { readonly status: 200; readonly body: object }
  | { readonly status: 400 | 401 | 403 | 404 | 413; readonly reason: string };

export const ok = (body: object = {}): Answer => ({ status: 200, body });
export const malformed = (reason: string): Answer => ({ status: 400, reason });
export const unauthenticated = (reason: string): Answer => ({ status: 401, reason });
export const forbidden: Answer = { status: 403, reason: "The app is disabled" };
export const notFound: Answer = { status: 404, reason: "Not found" };
export const tooLarge = (reason: string): Answer => ({ status: 413, reason });
