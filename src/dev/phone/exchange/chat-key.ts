import type { Chat } from "../../graph/store";
import type { ChatKey } from "../page-model";

export const chatKey = ({ phoneNumberId, customer }: Chat): ChatKey => ({ phoneNumberId, customer });
