import { useQuery } from "@tanstack/react-query";
import { isAtLeast } from "@/organization/role";
import { useTRPC } from "@/trpc/provider";

/** Whether the reader may change flows: agents only read them. False until it is known. */
export function useMayChange(organization: string): boolean {
  const { data } = useQuery(useTRPC().organization.current.queryOptions({ organization }));
  return data !== undefined && isAtLeast(data.role, "admin");
}
