import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import type { GraphEmulator } from "../graph/graph-emulator";
import { digits } from "../graph/chat";

export interface Customer {
  /** Digits of the phone number, or the user id of somebody who hides it. */
  id: string;
  name: string;
  /** How the number is read. */
  number: string;
}

type Person = Omit<Customer, "number">;

/** Numbers of the ranges kept free for films and books; the last one hides hers. */
const PRESET: readonly Person[] = [
  { id: "12025550114", name: "Lucía Fernández" },
  { id: "13055550137", name: "José Núñez" },
  { id: "447700900142", name: "Priya Sharma" },
  { id: "447700900177", name: "Zoë O’Connor" },
  { id: "GB.7700900199", name: "Noa" },
];

const NewCustomer = z.object({
  name: z.string().trim().min(1, "Give the customer a name.").max(60, "At most 60 characters for a name."),
  number: z
    .string()
    .transform(digits)
    .refine(
      (number) => /^[1-9]\d{7,14}$/.test(number),
      "Write the number with its country code, like +1 202 555 0114.",
    ),
});

/** Who may write from this phone: some are there from the start, some are added, some wrote by other ways. */
export function customerBook(graph: GraphEmulator) {
  const added = new Map<string, Person>();
  return {
    list(): Customer[] {
      const book = new Map(PRESET.map((customer) => [customer.id, customer]));
      for (const { customer: id, name } of graph.chats())
        if (!book.has(id)) book.set(id, { id, name: name ?? `+${id}` });
      for (const [id, customer] of added) book.set(id, customer);
      return [...book.values()].map(withNumber);
    },
    add(input: unknown): Customer {
      const { name, number } = NewCustomer.parse(input);
      added.set(number, { id: number, name });
      return withNumber({ id: number, name });
    },
  };
}

function withNumber({ id, name }: Person): Customer {
  if (/\D/.test(id)) return { id, name, number: "Number hidden" };
  return { id, name, number: parsePhoneNumberFromString(`+${id}`)?.formatInternational() ?? `+${id}` };
}

export type CustomerBook = ReturnType<typeof customerBook>;
