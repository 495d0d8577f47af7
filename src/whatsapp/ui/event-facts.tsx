import Link from "next/link";
import type { ReactNode } from "react";
import type { EventDetail } from "../server/read-event";

/** What an event belongs to. */
export function EventFacts({ organization, event }: { organization: string; event: EventDetail }) {
  const { contact, conversationId, connection, waMessageId, field } = event;
  const person = contact?.name ?? contact?.waId;
  return (
    <dl className="grid gap-3">
      {person && (
        <Fact name="Customer">
          {conversationId ? (
            <Link href={`/${organization}/inbox/${conversationId}`} className="text-accent hover:underline">
              {person}
            </Link>
          ) : (
            person
          )}
        </Fact>
      )}
      {connection && (
        <Fact name="Number">
          {connection.name} <span className="text-faint">{connection.displayPhoneNumber}</span>
        </Fact>
      )}
      <Fact name="Webhook field">
        <code className="font-mono text-sm break-all">{field}</code>
      </Fact>
      {waMessageId && (
        <Fact name="Meta's message id">
          <code className="font-mono text-sm break-all">{waMessageId}</code>
        </Fact>
      )}
      <Fact name="Event id">
        <code className="font-mono text-sm break-all">{event.id}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
