import { reasonOf, type Failure } from "@/realtime/server/publish-failure";

/** Why a step failed, as far as the other side says it, and what to do about it. */
export class Trouble extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

const ONE_APP =
  "PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET must be of one app, and PUSHER_CLUSTER its cluster: copy all four from its App Keys.";
const CLOCK = "Set this machine's clock: a call may be at most 10 minutes off.";
const QUOTA = "The app is disabled or over its quota: look at its overview and plan, or wait for the next day.";

/** What a call of the REST API came to: https://pusher.com/docs/channels/library_auth_reference/rest-api/ */
export function callTrouble({ status, reason }: Failure): Trouble {
  const answer = status === undefined ? `no answer: ${reason}` : `${status}: ${reason.trim()}`;
  return new Trouble(answer, status === undefined ? unreachable(reason) : answered(status, reason));
}

/** What a method of the SDK threw. */
export const thrownTrouble = (error: unknown): Trouble => callTrouble(reasonOf(error));

function answered(status: number, reason: string): string {
  if (/timestamp/i.test(reason)) return CLOCK;
  if (/signature/i.test(reason)) return `PUSHER_SECRET is not the secret of this key. ${ONE_APP}`;
  if (status === 401 || status === 404) return ONE_APP;
  if (status === 403) return QUOTA;
  if (status === 413)
    return "This server takes less than Pusher's 10 240 bytes: raise its limit, or long messages come late.";
  if (status >= 500) return "Pusher has trouble of its own: see https://status.pusher.com and try again.";
  return "Look at the app's error logs.";
}

function unreachable(reason: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(reason))
    return "There is no such server: look at PUSHER_CLUSTER or PUSHER_HOST, and at DNS.";
  if (/ECONNREFUSED/.test(reason))
    return "Nothing listens there: look at PUSHER_HOST and PUSHER_PORT, and whether it runs.";
  if (/EPROTO|SSL|CERT|TLS|ECONNRESET/i.test(reason))
    return "TLS did not work: PUSHER_TLS=0 is for a server without it.";
  return "Nothing answers in 3 s: a firewall or proxy may hold back https from this machine.";
}

const QUOTA_CODES = [4003, 4004, 4100, 4301];

/** What the other side said over the socket; without a code it refused something and stays connected. */
export function socketTrouble({ code, message }: { readonly code: number | null; readonly message: string }): Trouble {
  const said = code === null ? message : `${code}: ${message}`;
  if (code === 4001) return new Trouble(said, ONE_APP);
  if (code !== null && QUOTA_CODES.includes(code)) return new Trouble(said, QUOTA);
  if (/signature|auth/i.test(message) || code === 4009) return new Trouble(said, ONE_APP);
  return new Trouble(said, "Look at the app's error logs.");
}

export const NOT_OPEN =
  "The REST API answers but no socket opens: let wss (port 443, or PUSHER_PORT) through firewall and proxy.";
export const NOT_HEARD =
  "It was accepted and did not arrive: look at the app's debug console, and whether its messages of the day are used up.";
