import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";

/** An inbox in which nothing has happened yet. */
export const NobodyWrote = ({ organization }: { organization: string }) => (
  <div className="m-auto">
    <h1 className="sr-only">Inbox</h1>
    <Empty
      icon={MessagesSquare}
      title="Nobody has written yet"
      action={
        <Button asChild>
          <Link href={`/${organization}/settings/connections`}>Look at the connections</Link>
        </Button>
      }
    >
      Write to one of your WhatsApp numbers from a telephone: the conversation appears here by itself. If it does not,
      its connection says what is missing.
    </Empty>
  </div>
);
