import Link from "next/link";
import { Button } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import type { ConnectionView } from "../server/connection-view";
import { ConnectionState, ConnectionTodo } from "./connection-state";
import { Copyable } from "./copyable";

interface ConnectionSavedProps {
  readonly connection: ConnectionView;
  /** The only time it can be shown; empty when it did not change. */
  readonly verifyToken: string;
  readonly backTo: string;
}

/** What goes into Meta's form now. */
export const ConnectionSaved = ({ connection, verifyToken, backTo }: ConnectionSavedProps) => (
  <>
    <PageHeader
      title={`${connection.name} is saved`}
      description={connection.displayPhoneNumber}
      actions={<ConnectionState connection={connection} />}
    />
    <div className="grid grid-cols-1 gap-4">
      <ConnectionTodo connection={connection} />
      <section className="grid grid-cols-1 gap-4 rounded-lg border bg-surface p-4">
        <div>
          <h2 className="text-lg font-semibold">Tell Meta where to call</h2>
          <p className="text-soft">
            In your Meta app, under WhatsApp → Configuration → Webhook: paste both, verify, and subscribe to{" "}
            <code className="font-mono text-sm">messages</code>.
          </p>
        </div>
        <Copyable label="Callback URL" text={connection.webhookUrl} />
        {verifyToken && <Copyable label="Verify token" text={verifyToken} hint="Copy it now: it is not shown again." />}
      </section>
      <Button asChild variant="primary" className="justify-self-end">
        <Link href={backTo}>Done</Link>
      </Button>
    </div>
  </>
);
