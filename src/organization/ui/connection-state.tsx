import { Badge } from "@/ui/badge";
import { Notice } from "@/ui/notice";
import type { ConnectionView } from "../server/connection-view";

type Stated = Pick<ConnectionView, "verifiedAt" | "health" | "healthDetail" | "missing" | "shared">;

/** Where a connection stands, in a word or two. */
export function ConnectionState({ connection }: { connection: Stated }) {
  const { verifiedAt, health, shared } = connection;
  return (
    <p className="flex gap-1.5">
      {shared && <Badge>Shared app</Badge>}
      {wordFor(verifiedAt !== null, health)}
    </p>
  );
}

function wordFor(isVerified: boolean, health: string) {
  if (!isVerified) return <Badge tone="warn">Not verified</Badge>;
  if (health === "unhealthy") return <Badge tone="bad">Not sending</Badge>;
  return <Badge tone="good">Verified</Badge>;
}

/** What a person has to do about it; nothing when all is well. */
export function ConnectionTodo({ connection }: { connection: Stated }) {
  const { verifiedAt, health, healthDetail, missing } = connection;
  return (
    <>
      {!verifiedAt && (
        <Notice tone="warn" title="No messages arrive here yet">
          <p>{healthDetail ?? "Its access token has to read this phone number under its business account."}</p>
          <p>Correct what is wrong and save: it is checked again at once.</p>
        </Notice>
      )}
      {verifiedAt && health === "unhealthy" && (
        <Notice tone="bad" title="Nothing can be sent from this number">
          {healthDetail}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice tone="warn" title="Meta cannot set the callback yet">
          Still missing: {missing.join(", ")}.
        </Notice>
      )}
    </>
  );
}
