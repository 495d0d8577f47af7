import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { organizationChannel } from "@/realtime/channel";
import { useChannel, type Handlers } from "@/realtime/ui/use-channel";
import { useTRPC } from "@/trpc/provider";

/**
 * Hears what all members hear, also under the new name that the channel gets when one of them is removed. Who was removed
 * is sent to where they belong. `onSubscribed` as in `useChannel`.
 */
export function useOrganizationChannel(organization: string, handlers: Handlers, onSubscribed: () => void): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const { data, error } = useQuery(trpc.organization.current.queryOptions({ organization }));
  const renew = () => void client.invalidateQueries(trpc.organization.current.queryFilter({ organization }));

  useChannel(
    data ? organizationChannel(data.organization.id, data.organization.epoch) : null,
    { ...handlers, "organization:renewed": renew },
    { onSubscribed, onRefused: renew },
  );

  const isOut = error?.data?.code === "NOT_FOUND" || error?.data?.code === "UNAUTHORIZED";
  useEffect(() => {
    if (isOut) router.refresh();
  }, [isOut, router]);
}
