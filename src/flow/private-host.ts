/** First address and prefix length of what no one on the internet has: RFC 6890, and 169.254.169.254, where clouds keep their keys. */
const RANGES = [
  ...(["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8"] as const),
  ...(["169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"] as const),
].map((range) => {
  const [first = "", length] = range.split("/");
  const size = 2 ** (32 - Number(length));
  return { first: numberOf(first), size };
});

const NAMES = /(^|[.])(localhost|local|internal)$/;

/** Whether a host is plainly not on the internet, by its name alone. Expects it as `URL` writes it: `127.1` is `127.0.0.1` there. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/[.]$/, "");
  if (host.startsWith("[")) return isPrivateV6(host.slice(1, -1));
  return /^\d+([.]\d+){3}$/.test(host) ? isPrivateV4(numberOf(host)) : NAMES.test(host);
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

const isPrivateV4 = (address: number): boolean =>
  RANGES.some(({ first, size }) => address >= first && address < first + size);

function isPrivateV6(address: string): boolean {
  const [before = "", after] = address.split("::");
  const start = groupsOf(before);
  const end = groupsOf(after ?? "");
  const groups = [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
  const [first = 0, ...rest] = groups;
  const [sixth = 0, high = 0, low = 0] = rest.slice(4);
  // An IPv4 address in IPv6 clothes, among them the loopback ::1 and the unspecified ::.
  const holdsV4 = [first, ...rest.slice(0, 4)].every((group) => group === 0) && (sixth === 0 || sixth === 0xffff);
  if (holdsV4) return isPrivateV4(high * 65_536 + low);
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80;
}

const groupsOf = (part: string): readonly number[] =>
  part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
