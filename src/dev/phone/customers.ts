import { z } from "zod";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { Customer } from "./page-model";
import { readableNumber, WrittenNumber } from "./readable-number";

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
  number: WrittenNumber,
});

/** Who may write from this phone: some are there from the start, some are added, some wrote by other ways. */
export function customerBook(graph: GraphEmulator) {
  return {
    list(): Customer[] {
      const book = new Map(PRESET.map((customer) => [customer.id, customer]));
      for (const { customer: id, name } of graph.chats())
        if (!book.has(id)) book.set(id, { id, name: name ?? `+${id}` });
      for (const { id, name } of graph.customers()) book.set(id, { id, name });
      return [...book.values()].map(withNumber);
    },
    add(input: unknown): Customer {
      const { name, number } = NewCustomer.parse(input);
      graph.addCustomer({ id: number, name });
      return withNumber({ id: number, name });
    },
  };
}

function withNumber({ id, name }: Person): Customer {
  return { id, name, number: /\D/.test(id) ? "Number hidden" : readableNumber(id) };
}
