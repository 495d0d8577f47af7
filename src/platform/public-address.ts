import ipaddr from "ipaddr.js";

/** Azure's way to a machine's own configuration: an address of the public range that leads nowhere but inside. */
const INSIDE = new Set(["168.63.129.16"]);
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address belongs to the public internet: not to this machine, its networks, its cloud, a multicast group or a
 * translation of one of them (IPv4 inside IPv6, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(GLOBAL_UNICAST) : !INSIDE.has(parsed.toString());
}
