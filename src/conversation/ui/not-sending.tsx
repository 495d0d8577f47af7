import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";

const LOOK_EVERY_MS = 15_000;

interface NotSendingProps {
  organization: string;
  connectionId: string;
}

/** Why replies wait, while the number they leave from cannot send. */
export function NotSending({ organization, connectionId }: NotSendingProps) {
  const { data: connections } = useQuery(
    useTRPC().connection.list.queryOptions({ organization }, { refetchInterval: LOOK_EVERY_MS }),
  );
  const connection = connections?.find(({ id }) => id === connectionId);
  if (connection?.health !== "unhealthy") return null;
  return (
    <Notice
      tone="bad"
      title={`${connection.name} cannot send`}
      className="mx-3 mb-2 shrink-0 md:mx-4"
      action={
        <Button asChild size="small">
          <Link href={`/${organization}/settings`}>Settings</Link>
        </Button>
      }
    >
      <p>{connection.healthDetail}</p>
      <p>What you write waits, and leaves in its order once this is repaired.</p>
    </Notice>
  );
}
