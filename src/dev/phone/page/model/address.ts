import type { ChatKey } from "../../page-model";

export type DrawerTab = "traffic" | "faults";

/** What a reload brings back, kept in the page's address: `?chat=<number>/<customer>&chat=…&drawer=traffic`. */
export interface Address {
  phones: readonly ChatKey[];
  drawer: DrawerTab | undefined;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const phones = query.getAll("chat").flatMap((chat) => {
    const [, phoneNumberId, customer] = /^(\d+)\/(.+)$/.exec(chat) ?? [];
    return phoneNumberId !== undefined && customer !== undefined ? [{ phoneNumberId, customer }] : [];
  });
  const drawer = query.get("drawer");
  return { phones, drawer: drawer === "traffic" || drawer === "faults" ? drawer : undefined };
}

export function writeAddress({ phones, drawer }: Address): string {
  const query = new URLSearchParams(
    phones.map(({ phoneNumberId, customer }) => ["chat", `${phoneNumberId}/${customer}`]),
  );
  if (drawer) query.set("drawer", drawer);
  return `?${query.toString()}`;
}
