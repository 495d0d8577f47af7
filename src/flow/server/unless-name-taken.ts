import { AppError } from "@/platform/errors";

/** What a write to flows gives, or a refusal if another flow of the organization has the name. Its transaction is over then. */
export async function unlessNameTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (constraint === "flows_organization_id_name_key") {
      throw new AppError("conflict", "Another flow has this name.");
    }
    throw error;
  }
}
