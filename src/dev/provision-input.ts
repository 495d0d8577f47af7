import { z } from "zod";
import { connectionFields } from "@/organization/connection";
import { secretsByName } from "@/organization/secret";
import { slug } from "@/organization/slug";

const name = z.string().trim().min(1).max(80);

/** What the operator writes about an organization (`npm run provision`). What is not named stays as it is. */
export const provisionInput = z.object({
  organization: z.object({ name, slug }),
  owner: z
    .object({
      email: z
        .string()
        .trim()
        .toLowerCase()
        .max(254)
        .regex(/^\S+@\S+$/, "Expected an e-mail address"),
      password: z.string().min(1).max(1000),
      name,
    })
    .optional(),
  connection: connectionFields.extend({ shared: z.boolean().optional() }).optional(),
  /** For calls of flows, as `{{ secrets.name }}`. */
  secrets: secretsByName.default({}),
  flows: z
    .array(
      z.object({
        name,
        status: z.enum(["Draft", "Active", "Inactive"]),
        priority: z.int().min(0).max(10_000).optional(),
        definition: z.unknown(),
      }),
    )
    .default([]),
});

export type ProvisionInput = z.infer<typeof provisionInput>;
