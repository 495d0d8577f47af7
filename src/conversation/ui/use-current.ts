import { useQuery } from "@tanstack/react-query";
import { organizationChannel } from "@/realtime/channel";
import { useTRPC } from "@/trpc/provider";

/** Who looks, in which organization, and the channel that tells of all its conversations. */
export function useCurrent(organization: string) {
  const { data } = useQuery(useTRPC().organization.current.queryOptions({ organization }));
  const channel = data ? organizationChannel(data.organization.id, data.organization.epoch) : null;
  return { userId: data?.user.id, epoch: data?.organization.epoch, channel };
}
